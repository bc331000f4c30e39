import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoProvidedNumbers } from '@dialplane/apps/chime-provisioner';
import { provisionerUnderTest, reception, scenarios, spare } from '@dialplane/apps/chime-provisioner/testing';
import { forwardingApi } from '@dialplane/apps/forwarding-api';
import { forwardingSweep } from '@dialplane/apps/forwarding-sweep';
import { secondsAfter } from '@dialplane/basics';
import { cdktfApp } from '../../stacks/testing/cdktf-app';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { dynamoForwardLookup, dynamoForwards } from '@dialplane/forwarding';
import {
  awsControl,
  dynamoChanges,
  dynamoOperations,
  putForward,
  removeForward,
  tableSchemas,
} from '@dialplane/forwarding-control';
import { officeForward } from '@dialplane/forwarding-control/testing';
import { numberAt, testAccount, type TestAccount } from '@dialplane/number-routing/testing';
import type { E164 } from '@dialplane/phone-numbers';
import { ForwardingStack } from '../../stacks/forwarding-stack';
import { allows, unneededActions } from './evaluate';
import { arns, chimeRequests, dynamoRequests } from './iam-requests';
import { recordRequests } from './record-requests';
import { policyOf } from './role-policies';

/**
 * Runs the scenarios of every app of call forwarding against DynamoDB Local and the virtual Chime, and evaluates the requests
 * under the policy that the stack gives the app. The policy must allow all of them, and must not contain an action that none
 * of them needs.
 */
const tables = ['forwards', 'operations', 'changes', 'provisioned'] as const;
const trunk = 'trunk0connector000000a';
jest.setTimeout(180_000);

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const by = 'ann';

const createTables = async (db: DynamoDBClient, suffix: string) => {
  const byNumber = {
    AttributeDefinitions: [{ AttributeName: 'number', AttributeType: 'S' as const }],
    KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' as const }],
  };
  const byId = {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  };
  const schemas = { forwards: byNumber, ...tableSchemas, provisioned: byId };
  for (const table of tables)
    await db.send(
      new CreateTableCommand({
        TableName: `${table}-${suffix}`,
        BillingMode: 'PAY_PER_REQUEST',
        ...schemas[table],
      }),
    );
};

describeOnDynamoDbLocal('the permissions of call forwarding', (db) => {
  const recorder = recordRequests();
  const connectors = new Set<string>();
  let application = '';

  /** A fresh account with empty tables. Table names lose their suffix in what is recorded. */
  let accounts = 0;
  const freshTables = async () => {
    const suffix = String((accounts += 1));
    await createTables(db(), suffix);
    return Object.fromEntries(tables.map((table) => [table, `${table}-${suffix}`])) as Record<
      (typeof tables)[number],
      string
    >;
  };

  const inPlace = (command: string, input: Readonly<Record<string, unknown>>) =>
    dynamoRequests(command, input).map(({ action, resource }) => ({
      action,
      resource: resource.replace(/(table\/[a-z]+)-\d+/, '$1'),
    }));

  const known = (account: Pick<TestAccount, 'connectors' | 'application'>) => {
    connectors.add(account.connectors.office).add(account.connectors.branch);
    application = account.application.id;
  };

  const fresh = async () => {
    const account = await testAccount({ numbers: [0, 1, 2].map((n) => ({ number: numberAt(n) })) });
    known(account);
    await account.attachToConnector(account.connectors.office, numberAt(0));
    await account.attachToGroup(numberAt(1));
    recorder.watch(account.client, chimeRequests);
    const names = await freshTables();
    const control = {
      ...awsControl({ db: db(), chime: account.client, tables: names, application: account.application }),
      homeConnectorId: account.connectors.office,
      now: account.now,
      newId: account.newId,
    };
    return { account, control, names };
  };
  const forwardOf = (number: E164) => ({ ...officeForward, number });

  beforeAll(() => {
    recorder.watch(db(), inPlace);
  });

  it('records the call app: it looks up a forward', async () => {
    const { names } = await fresh();
    await recorder.as('forwarding-sma', () => dynamoForwardLookup(db(), names.forwards)(numberAt(0)));
  });

  it('records the API: every route, with numbers at a connector, in a group and at nothing', async () => {
    const { account, control } = await fresh();
    const api = forwardingApi({
      control,
      whoAsks: () => ({ name: by, mayChange: true }),
      log: quiet,
      sleep: async (seconds) => account.later(seconds),
    });
    const ask = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
      const response = await api.request(path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      expect(response.status).toBeLessThan(300);
      if (response.status !== 202) return;
      account.later(5);
      const { id } = (await response.json()) as { id: string };
      await ask('GET', `/operations/${id}`);
    };
    await recorder.as('forwarding-api', async () => {
      for (const number of [0, 1, 2].map(numberAt)) {
        const { number: _, ...body } = forwardOf(number);
        await ask('PUT', `/forwards/${number}`, body, { 'if-none-match': '*' });
        await ask('PUT', `/forwards/${number}`, { ...body, atEnd: 'message' }, { 'if-match': '"1"' });
      }
      for (const path of ['/numbers', `/numbers/${numberAt(0)}`, `/numbers/${numberAt(0)}/changes`])
        await ask('GET', path);
      for (const path of [
        '/voice-connectors',
        '/sip-media-applications',
        '/forwards',
        `/forwards/${numberAt(0)}`,
      ])
        await ask('GET', path);
      await ask('POST', '/explain', { from: '+12065550199', to: numberAt(0) });
      for (const number of [0, 1, 2].map(numberAt))
        await ask('DELETE', `/forwards/${number}`, undefined, { 'if-match': '"2"' });
    });
  });

  it('records the sweep: it finishes and rolls back operations in every direction', async () => {
    for (const number of [0, 1, 2].map(numberAt))
      for (const fails of [false, true]) {
        const { account, control } = await fresh();
        const sweep = forwardingSweep({ control, log: quiet, count: () => {} });
        const now = () => secondsAfter(control.now(), 0);
        const finish = async () => {
          for (let minute = 0; minute < 30; minute += 1) {
            account.later(60);
            await recorder.as('forwarding-sweep', sweep);
          }
        };
        await putForward(control, forwardOf(number), 'new', { by, until: now() });
        await finish();
        // Removed, and possibly rolled back after the forward was removed from the store.
        if (fails)
          account.failWith((operation, when) =>
            when === 'before' && operation === 'DeleteSipRule' ? { error: 'ForbiddenException' } : undefined,
          );
        await removeForward(control, { number, to: { kind: 'origin' }, expected: 1 }, { by, until: now() });
        await finish();
      }
  });

  it('records the provisioner: every scenario, and destroys while numbers are forwarded', async () => {
    const start = async () => {
      const names = await freshTables();
      const account = await provisionerUnderTest({
        provided: dynamoProvidedNumbers(db(), names.provisioned),
        forwards: dynamoForwards(db(), names.forwards),
        operations: dynamoOperations(db(), names.operations),
        changes: dynamoChanges(db(), names.changes),
      });
      known(account);
      recorder.watch(account.client, chimeRequests);
      return account;
    };
    for (const { before, input, action } of scenarios) {
      const account = await start();
      await before?.(account);
      await recorder.as('chime-provisioner', () => account.invoke(input(account), action));
    }
    const scheduled = await start();
    await recorder.as('chime-provisioner', () => scheduled.invoke({ kind: 'sweep' }, 'none'));
    const destroy = { kind: 'application', region: 'us-east-1' };
    for (const at of ['connector', 'group', 'nothing'] as const) {
      const account = await start();
      if (at === 'group') await account.attachToGroup(spare);
      const number = at === 'connector' ? reception : spare;
      await account.forward(number);
      await recorder.as('chime-provisioner', () =>
        account.invoke({ ...destroy, sipMediaApplicationId: account.application.id }, 'delete'),
      );
    }
    // A number of a group has a forward, and a request has just started to replace it when the stack is destroyed.
    const replacing = await start();
    await replacing.attachToGroup(spare);
    await replacing.control.forwards.put(forwardOf(spare), 'new');
    await putForward(replacing.control, { ...forwardOf(spare), atEnd: 'message' }, 1, {
      by,
      until: replacing.control.now(),
    });
    await recorder.as('chime-provisioner', () =>
      replacing.invoke({ ...destroy, sipMediaApplicationId: replacing.application.id }, 'delete'),
    );
    // A number of a group is adopted, and goes back to the group.
    const adopting = await start();
    await adopting.attachToGroup(spare);
    const adopted = { kind: 'phone-number', name: 'sales', adopt: spare, onDestroy: 'keep' };
    for (const action of ['create', 'delete'])
      await recorder.as('chime-provisioner', () => adopting.invoke(adopted, action));
  });

  const apps = ['forwarding-sma', 'forwarding-api', 'forwarding-sweep', 'chime-provisioner'];

  const policyFor = (app: string) => {
    const stack = new ForwardingStack(cdktfApp(), 'forwarding-test', {
      region: 'us-east-1',
      alarmTopic: 'pager',
      keepsData: true,
      connectors: [...connectors],
      rating: { runs: [] },
    }).toTerraform();
    return policyOf(stack, app, (reference) => {
      const table = /^aws_dynamodb_table\.(\w+)_table_/.exec(reference)?.[1];
      if (table) return arns.table(table);
      if (/^aws_chimesdkvoice_sip_media_application\./.test(reference)) return arns.application(application);
      if (/^aws_chime_voice_connector\./.test(reference)) return trunk;
      if (/account_id$/.test(reference)) return '111122223333';
      if (/\.partition$/.test(reference)) return 'aws';
      throw new Error(`Cannot resolve ${reference}: not known in this test`);
    });
  };

  it.each(apps)('allow %s every request that its scenarios make', async (app) => {
    const policy = policyFor(app);
    const requests = recorder.requestsOf(app);
    const denied: string[] = [];
    for (const request of requests)
      if (!(await allows(policy, request))) denied.push(`${request.action} on ${request.resource}`);

    expect(denied).toEqual([]);
    expect(requests.length).toBeGreaterThan(0);
    console.log(`${app}: ${requests.length} different requests, all allowed`);
  });

  it.each(apps)('contain no action that %s does not need', async (app) => {
    expect(await unneededActions(policyFor(app), recorder.requestsOf(app))).toEqual([]);
  });
});
