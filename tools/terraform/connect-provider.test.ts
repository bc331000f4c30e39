import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disconnect, flow, say } from '@dialplane/connect-flows';
import { virtualConnect } from '@dialplane/virtual-connect';
import { credentials } from '../local-aws/local-aws';
import { serveSimulator } from '../local-aws/simulator-server';
import { findTerraform } from './find-terraform';
import { init, terraform } from './run-terraform';

const found = findTerraform();
const pluginFolder = found.ok ? found.value.pluginFolder : undefined;
const suite = pluginFolder ? describe : describe.skip;
const title = pluginFolder
  ? '[real: Terraform and its AWS provider]'
  : '[real: Terraform and its AWS provider] skipped: one of them was not found';

const content = (text: string) =>
  JSON.stringify(flow({ hello: say(text, { next: 'hang-up' }), 'hang-up': disconnect() }));

/** Every resource of Amazon Connect that our stacks use, and flow modules. */
const resources = (version: 1 | 2) => {
  const instance_id = '${aws_connect_instance.it.id}';
  return {
    aws_connect_instance: {
      it: {
        identity_management_type: 'CONNECT_MANAGED',
        instance_alias: 'provider-test',
        inbound_calls_enabled: true,
        outbound_calls_enabled: true,
      },
    },
    aws_connect_hours_of_operation: {
      it: {
        instance_id,
        name: 'hours',
        time_zone: 'America/New_York',
        config: [
          {
            day: 'MONDAY',
            start_time: [{ hours: 9, minutes: 0 }],
            end_time: [{ hours: 17, minutes: version }],
          },
        ],
      },
    },
    aws_connect_queue: {
      it: {
        instance_id,
        name: `queue ${version}`,
        hours_of_operation_id: '${aws_connect_hours_of_operation.it.hours_of_operation_id}',
        ...(version === 1 && { max_contacts: 10 }),
      },
    },
    aws_connect_contact_flow: {
      it: {
        instance_id,
        name: 'flow',
        content: content(`Version ${version}`),
        ...(version === 1 && { description: 'First' }),
      },
    },
    aws_connect_contact_flow_module: {
      it: { instance_id, name: `module ${version}`, content: content(`Version ${version}`) },
    },
    aws_connect_lambda_function_association: {
      it: { instance_id, function_arn: 'arn:aws:lambda:us-east-1:111122223333:function:dnis-lookup' },
    },
    aws_connect_phone_number: {
      it: { target_arn: '${aws_connect_instance.it.arn}', country_code: 'US', type: 'DID' },
    },
  };
};

suite(title, () => {
  jest.setTimeout(400_000);

  it('applies, changes and destroys each resource on the simulated Amazon Connect, and keeps its state when an answer is an error', async () => {
    let broken = false;
    const connect = virtualConnect({
      region: 'us-east-1',
      accountId: '111122223333',
      now: Date.now,
      delays: { instance: 300, claim: 300 },
      fault: (operation) =>
        broken && operation === 'DescribeContactFlow' ? { error: 'InternalServiceException' } : undefined,
    });
    const server = await serveSimulator(connect);
    const folder = mkdtempSync(join(tmpdir(), 'connect-provider-'));
    const write = (resource: object) =>
      writeFileSync(
        join(folder, 'main.tf.json'),
        JSON.stringify({
          terraform: { required_providers: { aws: { source: 'aws', version: '>= 5.100.0, < 7.0.0' } } },
          provider: {
            aws: [
              {
                region: 'us-east-1',
                max_retries: 1,
                skip_credentials_validation: true,
                skip_requesting_account_id: true,
                skip_metadata_api_check: 'true',
              },
            ],
          },
          resource,
        }),
      );
    const run = (...words: readonly string[]) =>
      terraform(folder, [...words, '-no-color'], {
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_ENDPOINT_URL_CONNECT: server.url,
      });
    const apply = () => run('apply', '-auto-approve', '-input=false');
    const plan = async () => (await run('plan', '-input=false', '-detailed-exitcode')).exitCode;
    const inState = async () => (await run('state', 'list')).stdout.trim().split('\n').filter(Boolean).length;
    try {
      write(resources(1));
      expect(await init(folder, pluginFolder)).toMatchObject({ ok: true });
      expect((await apply()).stderr).toBe('');
      expect(await plan()).toBe(0);

      write(resources(2));
      expect((await apply()).stderr).toBe('');
      expect(await plan()).toBe(0);

      broken = true;
      expect(await plan()).toBe(1);
      expect(await inState()).toBe(7);
      broken = false;

      expect((await run('destroy', '-auto-approve', '-input=false')).stderr).toBe('');
      expect(await inState()).toBe(0);
      expect(connect.save().account).toMatchObject({ instances: [], numbers: [] });
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
