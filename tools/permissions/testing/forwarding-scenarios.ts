import { createTable, tableById } from '@dialplane/dynamodb-local';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoProvidedNumbers } from '@dialplane/apps/chime-provisioner';
import {
  provisionerUnderTest,
  reception,
  provisioningScenarios,
  spare,
} from '@dialplane/apps/chime-provisioner/testing';
import { forwardingApi } from '@dialplane/apps/forwarding-api';
import { forwardingSweep } from '@dialplane/apps/forwarding-sweep';
import { secondsAfter } from '@dialplane/basics';
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
import { quiet } from './quiet';
import type { Recorder } from '../record-requests';

const tables = ['forwards', 'operations', 'changes', 'provisioned'] as const;
const by = 'ann';
const forwardOf = (number: E164) => ({ ...officeForward, number });

/** Runs the scenarios of every app of call forwarding on DynamoDB Local and the virtual Chime. */
export const forwardingScenarios = async (recorder: Recorder, db: DynamoDBClient) => {
  const connectors = new Set<string>();
  let application = '';

  const schemas = {
    forwards: tableById('number'),
    ...tableSchemas,
    provisioned: tableById('id'),
  };
  let accounts = 0;
  /** Empty tables. The recorder knows them without their suffix. */
  const freshTables = async () => {
    accounts += 1;
    for (const table of tables) await createTable(db, `${table}-${accounts}`, schemas[table]);
    return Object.fromEntries(tables.map((table) => [table, `${table}-${accounts}`])) as Record<
      (typeof tables)[number],
      string
    >;
  };
  const known = (account: Pick<TestAccount, 'connectors' | 'application'>) => {
    connectors.add(account.connectors.office).add(account.connectors.branch);
    application = account.application.id;
  };

  const fresh = async () => {
    const account = await testAccount({ numbers: [0, 1, 2].map((n) => ({ number: numberAt(n) })) });
    known(account);
    await account.attachToConnector(account.connectors.office, numberAt(0));
    await account.attachToGroup(numberAt(1));
    recorder.watch(account.client);
    const names = await freshTables();
    const control = {
      ...awsControl({ db, chime: account.client, tables: names, application: account.application }),
      homeConnectorId: account.connectors.office,
      now: account.now,
      newId: account.newId,
    };
    return { account, control, names };
  };

  const callApp = async () => {
    const { names } = await fresh();
    await recorder.as('forwarding-sma', () => dynamoForwardLookup(db, names.forwards)(numberAt(0)));
  };

  /** Every route, with numbers at a connector, in a group and at nothing. */
  const controlApi = async () => {
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
      if (response.status >= 300)
        throw new Error(`Cannot record ${method} ${path}: it was answered with ${response.status}`);
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
      for (const path of [
        '/numbers',
        `/numbers/${numberAt(0)}`,
        `/numbers/${numberAt(0)}/changes`,
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
  };

  /** The sweep finishes and rolls back operations in every direction. */
  const sweep = async () => {
    for (const number of [0, 1, 2].map(numberAt))
      for (const fails of [false, true]) {
        const { account, control } = await fresh();
        const run = forwardingSweep({ control, log: quiet, count: () => {} });
        const now = () => secondsAfter(control.now(), 0);
        const finish = async () => {
          for (let minute = 0; minute < 30; minute += 1) {
            account.later(60);
            await recorder.as('forwarding-sweep', run);
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
  };

  /** Every scenario of the provisioner's own tests, and destroys while numbers are forwarded. */
  const provisioner = async () => {
    const start = async () => {
      const names = await freshTables();
      const account = await provisionerUnderTest({
        provided: dynamoProvidedNumbers(db, names.provisioned),
        forwards: dynamoForwards(db, names.forwards),
        operations: dynamoOperations(db, names.operations),
        changes: dynamoChanges(db, names.changes),
      });
      known(account);
      recorder.watch(account.client);
      return account;
    };
    const record = (run: () => Promise<unknown>) => recorder.as('chime-provisioner', run);
    for (const { before, input, action } of provisioningScenarios) {
      const account = await start();
      await before?.(account);
      await record(() => account.invoke(input(account), action));
    }
    const scheduled = await start();
    await record(() => scheduled.invoke({ kind: 'sweep' }, 'none'));
    const destroy = { kind: 'application', region: 'us-east-1' };
    for (const at of ['connector', 'group', 'nothing'] as const) {
      const account = await start();
      if (at === 'group') await account.attachToGroup(spare);
      const number = at === 'connector' ? reception : spare;
      await account.forward(number);
      await record(() =>
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
    await record(() =>
      replacing.invoke({ ...destroy, sipMediaApplicationId: replacing.application.id }, 'delete'),
    );
    // A number of a group is adopted, and goes back to the group.
    const adopting = await start();
    await adopting.attachToGroup(spare);
    const adopted = { kind: 'phone-number', name: 'sales', adopt: spare, onDestroy: 'keep' };
    for (const action of ['create', 'delete']) await record(() => adopting.invoke(adopted, action));
  };

  await callApp();
  await controlApi();
  await sweep();
  await provisioner();
  return { connectors: [...connectors], application };
};
