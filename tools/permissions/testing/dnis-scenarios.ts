import { createTable } from '@dialplane/dynamodb-local';
import { Connect } from '@aws-sdk/client-connect';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { connectProvisioner } from '@dialplane/apps/connect-provisioner';
import { connectNumberFlows } from '@dialplane/apps/connect-provisioner/testing';
import { dnisApiHandler } from '@dialplane/apps/dnis-api';
import { dnisLookup } from '@dialplane/apps/dnis-lookup';
import { dnisSweep } from '@dialplane/apps/dnis-sweep';
import { legacyIvr } from '@dialplane/apps/legacy-ivr';
import { awsAskPool } from '@dialplane/apps/legacy-ivr/testing';
import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import { disconnect, flow } from '@dialplane/connect-flows';
import {
  dynamoLookUps,
  dynamoReservations,
  kmsContextCipher,
  type Pool,
  poolDefaults,
  reservationsTable,
} from '@dialplane/dnis-pool';
import { connectEvent } from '@dialplane/dnis-pool/testing';
import { inProcess, virtualConnect } from '@dialplane/virtual-connect';
import { account, arns, region } from '../iam-requests';
import { quiet } from './quiet';
import { withAnswers, type Recorder } from '../record-requests';

const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
const table = 'reservations';
const caller = '+12065550111';
const [one, two, three, shared] = ['+12025550140', '+12025550141', '+12025550142', '+12025550143'] as const;
const pools: readonly [Pool, Pool] = [
  { ...poolDefaults, name: 'desk' },
  { ...poolDefaults, name: 'many', mode: 'composite' },
];

/** Runs the scenarios of every app of rolling DNIS on DynamoDB Local, the virtual Connect, and a KMS that only has one key. */
export const dnisScenarios = async (recorder: Recorder, db: DynamoDBClient) => {
  await createTable(db, table, reservationsTable);
  let now = 1_796_000_000 as EpochSeconds;
  const clock = () => now;
  const later = (seconds: number) => void (now = secondsAfter(now, seconds));

  const dataKey = new Uint8Array(32).fill(7);
  const kms = recorder.watch(
    withAnswers(new KMSClient({ region, credentials }), () => ({
      Plaintext: Uint8Array.from(dataKey),
      CiphertextBlob: dataKey,
    })),
  );
  const dnis = {
    pools,
    store: dynamoReservations(db, table),
    cipher: kmsContextCipher(kms, arns.key('context-key')),
    now: clock,
  };
  const ports = { log: quiet, count: () => {} };

  const api = dnisApiHandler({ dnis, ...ports });
  const ask = async (method: string, path: string, body?: unknown, headers = {}) => {
    const answer = (await api({ method, path, body, headers })) as { status: number; body: Answer };
    if (answer.status >= 300)
      throw new Error(`Cannot record ${method} ${path}: it was answered with ${answer.status}`);
    return answer.body;
  };
  const reserve = (pool: string, headers = {}) =>
    ask('POST', `/pools/${pool}/reservations`, { caller, context: { fname: 'Ada' } }, headers);

  await recorder.as('dnis-api', async () => {
    for (const number of [one, two]) await ask('PUT', `/pools/desk/numbers/${number}`, {});
    await ask('PUT', `/pools/many/numbers/${shared}`, {});
    await ask('POST', '/pools/import', { rows: [{ dnis: three, target: 'desk' }] });
    const { reservation } = await reserve('desk', { 'idempotency-key': 'key-1' });
    await reserve('desk', { 'idempotency-key': 'key-1' });
    await ask('GET', `/pools/desk/reservations/${reservation}`);
    await ask('POST', `/pools/desk/reservations/${reservation}/renewal`);
    await ask('DELETE', `/pools/desk/reservations/${reservation}`);
    await reserve('many');
    for (const path of ['/pools', '/pools/desk/numbers', '/pools/many/numbers', '/pools/desk/use'])
      await ask('GET', path);
    const sent = (await api({ function: 'sendcall', environ: 'desk', passdata: 'fname|Ada' })) as Answer;
    await api({ function: 'getcall', dnis: sent['dnis'] });
    await api({ function: 'clear', environ: 'desk' });
    await ask('DELETE', `/pools/desk/numbers/${three}`);
    later(1_000);
    await api({ function: 'clear', environ: 'many' });
  });

  later(1_000);
  const waiting = [await reserve('desk'), await reserve('many')];
  const lookup = dnisLookup({
    dnis: {
      ...dnis,
      store: dynamoLookUps({ db, table, patience: { milliseconds: 5_000 }, random: Math.random }),
    },
    patience: 5_000, // the machine may be busy
    ...ports,
  });
  await recorder.as('dnis-lookup', async () => {
    for (const { number = '' } of waiting) {
      const { status } = await lookup(connectEvent({ dialled: number, contact: `contact-${number}` }));
      if (status !== 'Success') throw new Error('Cannot record a look-up: it found no context');
    }
  });

  later(1_000);
  for (const pool of ['desk', 'many']) await reserve(pool);
  later(1_000);
  await recorder.as('dnis-sweep', () => dnisSweep({ dnis, ...ports })());

  const legacy = legacyIvr({
    askPool: awsAskPool(
      recorder.watch(
        withAnswers(new LambdaClient({ region, credentials }), () => ({
          Payload: Buffer.from(JSON.stringify({ status: 201, body: { number: one, state: 'reserved' } })),
        })),
      ),
      'dnis-api',
    ),
    pool: 'desk',
    log: quiet,
  });
  await recorder.as('legacy-ivr', () => legacy(connectEvent({ dialled: one })));

  return provisionerScenario(recorder, db, { now: clock, later });
};

type Answer = Readonly<Record<string, string | undefined>>;

/** A number gets its flow and its pool, gets a pool that it has already, and loses both. */
const provisionerScenario = async (
  recorder: Recorder,
  db: DynamoDBClient,
  { now, later }: { readonly now: () => EpochSeconds; readonly later: (seconds: number) => void },
) => {
  const connect = virtualConnect({ region, accountId: account, now: Date.now });
  const client = new Connect({ region, credentials, maxAttempts: 1, requestHandler: inProcess(connect) });
  const { Id: instanceId = '' } = await client.createInstance({
    IdentityManagementType: 'CONNECT_MANAGED',
    InboundCallsEnabled: true,
    OutboundCallsEnabled: true,
  });
  const { ContactFlowId: flowId = '' } = await client.createContactFlow({
    InstanceId: instanceId,
    Name: 'receive',
    Type: 'CONTACT_FLOW',
    Content: JSON.stringify(flow({ end: disconnect() })),
  });
  const { PhoneNumberId: phoneNumberId = '' } = await client.claimPhoneNumber({
    InstanceId: instanceId,
    PhoneNumber: '+12065550150',
  });
  recorder.watch(client);
  const provision = connectProvisioner({
    flows: connectNumberFlows(client),
    pools: dynamoReservations(db, table),
    now,
    wait: async (milliseconds: number) => later(milliseconds / 1_000),
    log: quiet,
  });
  await recorder.as('connect-provisioner', async () => {
    for (const [action, pool, mode] of [
      ['create', 'desk', 'exclusive'],
      ['create', 'desk', 'exclusive'],
      ['delete', 'desk', 'exclusive'],
      ['create', 'many', 'composite'],
      ['delete', 'many', 'composite'],
      ['create', 'desk', 'exclusive'],
    ] as const)
      await provision({
        kind: 'connect-number',
        instanceId,
        phoneNumberId,
        flowId,
        pool,
        mode,
        tf: { action },
      });
  });
  return { instanceId, phoneNumberId };
};
