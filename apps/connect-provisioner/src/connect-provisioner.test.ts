import { Connect } from '@aws-sdk/client-connect';
import { disconnect, flow } from '@dialplane/connect-flows';
import { memoryReservations, type Pool, type SlotKey } from '@dialplane/dnis-pool';
import { ada, atSecond, exclusivePool, wishAt } from '@dialplane/dnis-pool/testing';
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
  let seconds = 0;
  const waits: number[] = [];
  const run = connectProvisioner({
    flows: connectNumberFlows(client),
    pools: store,
    now: () => atSecond(seconds),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      seconds += milliseconds / 1_000;
    },
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
    (await store.list(pool, atSecond(seconds))).numbers.map((it) => [it.number, it.retired]);
  const modesIn = async (pool: string) =>
    (await store.list(pool, atSecond(seconds))).numbers.map((it) => it.mode);
  let reserved: SlotKey | undefined;
  const reserve = async (pool: Partial<Pool> = {}) => {
    const outcome = await store.checkOut(
      { ...exclusivePool, ...pool, name: 'test' },
      wishAt(seconds, { caller: ada }),
    );
    reserved = outcome.kind === 'granted' ? outcome.slot : undefined;
    return outcome;
  };
  /** The call that the number was reserved for arrives. */
  const connects = () => store.lookUp(reserved as SlotKey, { contact: 'c', caller: ada }, atSecond(seconds));
  const later = (by: number) => void (seconds += by);
  return {
    connect,
    client,
    ask,
    numbersIn,
    modesIn,
    reserve,
    connects,
    later,
    waits,
    otherFlowId,
    instanceId,
    phoneNumberId,
    lines,
  };
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

it('takes a number out of its pool that was released by other means', async () => {
  const { client, ask, numbersIn, phoneNumberId } = await account();
  await ask('create');
  await client.releasePhoneNumber({ PhoneNumberId: phoneNumberId });

  expect(await ask('delete')).toEqual({ number: '' });
  expect(await numbersIn('test')).toEqual([[number, true]]);
  expect(await ask('delete', { pool: 'another' })).toEqual({ number: '' });
});

it('keeps the flow of a number until the call has come that it was reserved for', async () => {
  const { connect, ask, numbersIn, reserve, later, waits } = await account();
  await ask('create');
  await reserve();

  await expect(ask('delete')).rejects.toThrow(/a transfer to it may come until .* Apply again then/);
  expect(await numbersIn('test')).toEqual([[number, true]]);
  expect(connect.routeOf(number)).toMatchObject({ kind: 'connect' });
  expect(waits.reduce((sum, it) => sum + it, 0)).toBe(40_000);

  later(60);
  await ask('delete');
  expect(connect.routeOf(number)).toEqual({ kind: 'none' });
});

it('changes the mode of a number by a delete and a create', async () => {
  const { ask, modesIn, reserve } = await account();
  await ask('create', { mode: 'composite' });
  await ask('delete', { mode: 'composite' });
  await ask('create', { mode: 'exclusive' });

  expect(await modesIn('test')).toEqual(['exclusive']);
  expect(await reserve()).toMatchObject({ kind: 'granted' });
});

it('waits until a number has rested before it changes its mode, and fails at once if that takes long', async () => {
  const { ask, modesIn, reserve, connects, waits } = await account();
  await ask('create');
  await reserve();
  await connects();
  await ask('delete');
  await ask('create', { mode: 'composite' });

  expect(waits).toEqual([30_000]);
  expect(await modesIn('test')).toEqual(['composite']);

  await reserve({ mode: 'composite', restSeconds: 600, holdSeconds: 1 });
  await connects();
  await ask('delete', { mode: 'composite' });
  const before = waits.length;
  await expect(ask('create')).rejects.toThrow(/it is in use until .* Try again then/);
  expect(waits).toHaveLength(before);
});

it('keeps the flow of a composite number while another process may still give it out', async () => {
  const { connect, ask, waits } = await account();
  await ask('create', { mode: 'composite' });
  await ask('delete', { mode: 'composite' });

  expect(waits.reduce((sum, it) => sum + it, 0)).toBe(30_000);
  expect(connect.routeOf(number)).toEqual({ kind: 'none' });
});

it('moves a number to another pool, and keeps its flow if the delete is repeated', async () => {
  const { connect, ask, numbersIn } = await account();
  await ask('create');
  await ask('delete');
  await ask('create', { pool: 'renamed' });
  await ask('delete');

  expect(await numbersIn('test')).toEqual([]);
  expect(await numbersIn('renamed')).toEqual([[number, false]]);
  expect(connect.routeOf(number)).toMatchObject({ kind: 'connect' });
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
