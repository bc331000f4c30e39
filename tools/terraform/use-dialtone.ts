import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
} from '@aws-sdk/client-lambda';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  awsReleases,
  dialtoneApps,
  type Environment,
  functionName,
  promote,
  rollBack,
  servingAlias,
  smokeTestsOf,
} from '@dialplane/dialtone-provisioning';
import { phoneNetwork, realTime } from '@dialplane/phone-network';
import { virtualTwilio, webhookRequest } from '@dialplane/virtual-twilio';
import { deepStrictEqual, ok as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Twilio } from 'twilio';
import { twilioInProcess } from '@dialplane/virtual-twilio';
import { credentials, type LocalAws } from '../local-aws/local-aws';
import type { Use } from './rehearse';

const accountSid = `AC${'0'.repeat(31)}1`;
/** The token that the emulated Twilio signs with. */
export const authToken = 'a-made-up-token-for-emulators';
const password = 'Only-for-emulators-1';
const stage = 'test';
const scratch = 'scratch';

export type DialtoneDeployment = {
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
  readonly webhookSecret: string;
  /** What Twilio signs. */
  readonly publicUrl: string;
  /** Sends a webhook to where the emulator serves the API, under its public URL. */
  readonly send: (request: Request) => Promise<Response>;
  readonly environment: Environment;
};

/** What is there to use, once the stack is applied. */
export const dialtoneDeployment = (
  { ministack }: LocalAws,
  region: string,
  outputs: Readonly<Record<string, string>>,
): DialtoneDeployment => {
  const publicUrl = outputs['webhook_url'] ?? '';
  const id = new URL(publicUrl).hostname.split('.')[0] ?? '';
  const client = { endpoint: ministack, region, credentials };
  const dialtone = JSON.parse(readFileSync('stacks/dialtone/test.json', 'utf8')) as {
    readonly domain: string;
    readonly extensions: readonly { readonly user: string; readonly number: string }[];
  };
  return {
    lambda: new LambdaClient(client),
    secrets: new SecretsManagerClient(client),
    webhookSecret: outputs['webhook_secret'] ?? '',
    publicUrl,
    send: async (request) => {
      const { pathname, search } = new URL(request.url);
      return fetch(`${ministack}/_aws/execute-api/${id}/$default${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        ...(request.method === 'POST' && { body: await request.text() }),
      });
    },
    environment: {
      name: stage,
      domain: dialtone.domain,
      webhooks: publicUrl,
      countries: ['US'],
      addresses: {},
      numbers: {},
      phones: dialtone.extensions.map(({ user, number }) => ({ user, number })),
    },
  };
};

const webhook = (
  { publicUrl, environment: { domain } }: DialtoneDeployment,
  dials: string,
  token: string,
  path = '/voice/outgoing',
): Request =>
  webhookRequest(
    `${publicUrl}${path}`,
    'POST',
    {
      AccountSid: accountSid,
      CallSid: `CA${'1'.repeat(32)}`,
      From: `sip:lobby-7@${domain}`,
      To: `sip:${dials}@${domain}`,
      SipDomain: domain,
      FromCity: '',
    },
    token,
  );

export const dialtoneUses: readonly Use<DialtoneDeployment>[] = [
  [
    'the auth token is put into the secret, which no state has',
    async ({ secrets, webhookSecret }) => {
      await secrets.send(
        new PutSecretValueCommand({
          SecretId: webhookSecret,
          SecretString: JSON.stringify({ accounts: { [accountSid]: [authToken] } }),
        }),
      );
    },
  ],
  [
    'a webhook that Twilio did not sign is refused',
    async (deployment) => {
      const answer = await deployment.send(webhook(deployment, '2025550108', 'another-token'));
      assert(answer.status === 403, `${answer.status} ${await answer.text()}`);
    },
  ],
  [
    'a call for help is placed although no key fits its webhook, as after a rotation, and at the fallback URL',
    async (deployment) => {
      for (const path of ['/voice/outgoing', '/voice/outgoing/fallback']) {
        const answer = await deployment.send(webhook(deployment, '933', 'another-token', path));
        const body = await answer.text();
        assert(answer.status === 200 && /<Number[^>]*>933<\/Number>/.test(body), `${answer.status} ${body}`);
      }
    },
  ],
  [
    'a signed webhook gets a Dial of the emergency test number',
    async (deployment) => {
      const answer = await deployment.send(webhook(deployment, '933', authToken));
      const body = await answer.text();
      assert(answer.status === 200 && /<Number[^>]*>933<\/Number>/.test(body), `${answer.status} ${body}`);
    },
  ],
  [
    'one registered phone rings another, through what was deployed',
    async ({ send, publicUrl, environment: { domain } }) => {
      const errors: unknown[] = [];
      const time = realTime((error) => void errors.push(error));
      const said: string[] = [];
      const network = phoneNetwork({ time, routeOf: (number) => twilio.routeOf(number) });
      const twilio = virtualTwilio({
        accountSid,
        authToken,
        time,
        ring: network.ring,
        send,
        numbers: ['+12025550107', '+12025550108'],
        failed: (error) => void errors.push(error),
        transcript: ({ from, to, what }) => void said.push(`${from} → ${to}: ${what}`),
      });
      const client = new Twilio(accountSid, authToken, { httpClient: twilioInProcess(twilio) });
      const { sid } = await client.sip.domains.create({
        domainName: domain,
        sipRegistration: true,
        voiceUrl: `${publicUrl}/voice/outgoing`,
      });
      const list = await client.sip.credentialLists.create({ friendlyName: 'phones' });
      const { auth } = client.sip.domains(sid);
      await auth.calls.credentialListMappings.create({ credentialListSid: list.sid });
      await auth.registrations.credentialListMappings.create({ credentialListSid: list.sid });
      for (const username of ['lobby-7', 'office-8'])
        await client.sip.credentialLists(list.sid).credentials.create({ username, password });
      twilio.register({ user: 'office-8', password, domain }, { kind: 'answers', afterSeconds: 1 });
      twilio.dial({ user: 'lobby-7', password, domain, dials: '2025550108', hangsUpAfterSeconds: 1 });
      for (
        let waited = 0;
        waited < 20 && twilio.calls().some((it) => it.status !== 'completed');
        waited += 0.1
      )
        await sleep(100);
      if (errors.length > 0) throw new AggregateError(errors, 'A webhook failed');
      assert(said.includes('office-8 → twilio: 200 OK'), said.join('\n'));
    },
  ],
  [
    'a release is promoted with its bytes, after a signed 933 call, and rolled back',
    async ({ lambda, environment }) => {
      await addScratch(lambda);
      try {
        const releases = awsReleases(lambda);
        const smokeTests = smokeTestsOf(environment, { accountSid, authToken });
        const moved = await promote({
          from: stage,
          to: scratch,
          releases,
          smokeTests,
          progress: () => undefined,
        });
        deepStrictEqual(moved.ok ? moved.value.length : moved.error, dialtoneApps.length);
        for (const app of dialtoneApps) {
          const [source, target] = [
            await releases.read(functionName(stage, app)),
            await releases.read(functionName(scratch, app)),
          ];
          const shaOf = ({ versions, serving }: typeof source) =>
            versions.find(({ version }) => version === serving.version)?.codeSha256;
          deepStrictEqual(shaOf(target), shaOf(source));
          deepStrictEqual(target.serving.before, ['1']);
        }
        const back = await rollBack(scratch, releases);
        deepStrictEqual(
          back.ok && back.value.map(({ version }) => version),
          dialtoneApps.map(() => '1'),
        );
      } finally {
        for (const app of dialtoneApps)
          await lambda.send(new DeleteFunctionCommand({ FunctionName: functionName(scratch, app) }));
      }
    },
  ],
];

/** Another environment in the same account: the functions of the stage, with other code and the same settings. */
const addScratch = async (lambda: LambdaClient): Promise<void> => {
  for (const app of dialtoneApps) {
    const FunctionName = functionName(scratch, app);
    const { Configuration } = await lambda.send(
      new GetFunctionCommand({ FunctionName: functionName(stage, app) }),
    );
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: Configuration?.Role,
        Runtime: 'nodejs22.x',
        Handler: 'main.handler',
        Code: { ZipFile: emptyZip },
        Environment: { Variables: Configuration?.Environment?.Variables ?? {} },
      }),
    );
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }));
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: servingAlias, FunctionVersion: Version }));
  }
};

/** A zip file without files. */
const emptyZip = new Uint8Array([0x50, 0x4b, 0x05, 0x06, ...Array.from({ length: 18 }, () => 0)]);
