import { Connect } from '@aws-sdk/client-connect';
import { disconnect, flow } from '@dialplane/connect-flows';
import { memoryReservations } from '@dialplane/dnis-pool';
import { epochSeconds } from '@dialplane/basics';
import { inProcess, virtualConnect } from '@dialplane/virtual-connect';
import { connectNumberFlows } from './connect-number-flows';
import { connectProvisioner } from './connect-provisioner';

const number = '+12065550150';

/** An instance with a number and two flows, and the provisioner on it. */
const account = async () => {
  const connect = virtualConnect({ region: 'us-east-1', accountId: '111122223333', now: Date.now });
  const client = new Connect({
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
    requestHandler: inProcess(connect),
  });
  const { Id: instanceId = '' } = await client.createInstance({
    IdentityManagementType: 'CONNECT_MANAGED',
    InboundCallsEnabled: true,
    OutboundCallsEnabled: true,
  });
  const flowNamed = async (Name: string) => {
    const { ContactFlowId = '' } = await client.createContactFlow({
      InstanceId: instanceId,
      Name,
      Type: 'CONTACT_FLOW',
      Content: JSON.stringify(flow({ end: disconnect() })),
    });
    return ContactFlowId;
  };
  const [flowId = '', otherFlowId = ''] = [await flowNamed('receive'), await flowNamed('other')];
  const { PhoneNumberId: phoneNumberId = '' } = await client.claimPhoneNumber({
    InstanceId: instanceId,
    PhoneNumber: number,
  });
  const store = memoryReservations();
  const lines: unknown[] = [];
  const log = (level: string) => (message: string, details?: object) =>
    void lines.push({ level, message, ...details });
  const run = connectProvisioner({
    flows: connectNumberFlows(client),
    pools: store,
    now: () => epochSeconds(new Date()),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  });
  const ask = (action: string, change: object = {}) =>
    run({
      kind: 'connect-number',
      instanceId,
      phoneNumberId,
      flowId,
      pool: 'test',
      ...change,
      tf: { action },
    });
  const numbersIn = async (pool: string) =>
    (await store.list(pool, epochSeconds(new Date()))).numbers.map((it) => [it.number, it.retired]);
  return { connect, client, ask, numbersIn, otherFlowId, instanceId, phoneNumberId, lines };
};

it('gives a number its flow and its pool, and the same again when Terraform repeats', async () => {
  const { connect, ask, numbersIn } = await account();

  expect(await ask('create')).toEqual({ number });
  expect(await ask('create')).toEqual({ number });
  expect(connect.routeOf(number)).toMatchObject({ kind: 'connect' });
  expect(await numbersIn('test')).toEqual([[number, false]]);
});

it('takes both away, the pool first, and again without harm', async () => {
  const { connect, ask, numbersIn } = await account();
  await ask('create');
  await ask('delete');
  await ask('delete');

  expect(connect.routeOf(number)).toEqual({ kind: 'none' });
  expect(await numbersIn('test')).toEqual([[number, true]]);
});

it('keeps a flow that was set by other means', async () => {
  const { connect, client, ask, otherFlowId, instanceId, phoneNumberId } = await account();
  await ask('create');
  await client.associatePhoneNumberContactFlow({
    InstanceId: instanceId,
    PhoneNumberId: phoneNumberId,
    ContactFlowId: otherFlowId,
  });
  await ask('delete');

  expect(connect.routeOf(number)).toMatchObject({ kind: 'connect' });
});

it('has nothing to do for a number that is released already', async () => {
  const { client, ask, phoneNumberId } = await account();
  await ask('create');
  await client.releasePhoneNumber({ PhoneNumberId: phoneNumberId });

  expect(await ask('delete')).toEqual({ number: '' });
});

it('refuses a number that is in another pool, without saying which number', async () => {
  const { ask } = await account();
  await ask('create');
  const second = ask('create', { pool: 'other' });

  await expect(second).rejects.toThrow(/it is in the pool "test"/);
  await expect(second).rejects.not.toThrow(number);
});

it.each`
  change                     | because
  ${{ phoneNumberId: 'no' }} | ${/Cannot find the phone number no/}
  ${{ flowId: 'no' }}        | ${/Cannot find the flow/}
  ${{ flowId: '' }}          | ${/Cannot read the input: flowId/}
  ${{ mode: 'both' }}        | ${/Cannot read the input: mode/}
`('fails the apply for $change', async ({ change, because }) => {
  const { ask } = await account();

  await expect(ask('create', change)).rejects.toThrow(because);
});
