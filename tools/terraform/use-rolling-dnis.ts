import { deepStrictEqual, ok } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DnisApi, dnisApi } from '@dialplane/apps/dnis-api';
import { phoneNetwork, realTime } from '@dialplane/phone-network';
import type { VirtualConnect } from '@dialplane/virtual-connect';
import type { AskApi } from './deployed-api';
import type { LocalAccount } from './local-account';
import type { Use } from './rehearse';

/** What a deployed rolling DNIS stack is used with. */
export type RollingDnisDeployment = {
  readonly connect: VirtualConnect;
  readonly account: LocalAccount;
  /** Every route of its API. */
  readonly routes: readonly string[];
  readonly stranger: AskApi;
  readonly operator: AskApi;
  readonly poolNumbers: readonly string[];
  readonly legacyNumber: string;
  readonly sweep: string;
};

const nothing = {};
const pool = 'test';
const customer = '+14155550111';
const other = '+14155550122';

/** What a legacy platform, operators and callers do with rolling DNIS. */
export const rollingDnisUses: readonly Use<RollingDnisDeployment>[] = [
  [
    'strangers are turned away',
    async ({ stranger }) => deepStrictEqual((await stranger('GET', '/pools')).status, 401),
  ],
  [
    'every route of the app can be reached, and no other',
    async ({ routes }) => {
      const { routes: known } = dnisApi({
        dnis: { ...nothing, pools: [] },
        log: nothing,
        count: () => undefined,
        whoAsks: () => undefined,
      } as unknown as DnisApi);
      const own = known
        .filter(({ method }) => method !== 'ALL')
        .map(({ method, path }) => `${method} ${path.replace(/\/$/, '').replaceAll(/:(\w+)/g, '{$1}')}`);
      // The published sample's requests.
      deepStrictEqual([...routes].sort(), [...new Set([...own, 'GET /', 'POST /'])].sort());
    },
  ],
  [
    'the pool has the numbers that were claimed, each with its flow',
    async ({ operator, poolNumbers, connect }) => {
      const { status, json } = await operator('GET', `/pools/${pool}/numbers`);
      const { numbers } = json as { readonly numbers: readonly { readonly number: string }[] };
      deepStrictEqual([status, numbers.map((it) => it.number).sort()], [200, [...poolNumbers].sort()]);
      for (const number of poolNumbers) deepStrictEqual(connect.routeOf(number)?.kind, 'connect');
    },
  ],
  [
    'a call is transferred, and the agent sees what the caller entered',
    async (deployment) => {
      const [, received] = await called(deployment, customer, deployment.legacyNumber, '40711');
      deepStrictEqual(received, {
        fname: 'Ada',
        lname: 'Lovelace',
        reason: 'asked about a bill',
        accountnum: '40711',
        customerphone: customer,
      });
    },
  ],
  [
    'a stranger who calls a reserved number gets no context, and its customer does',
    async (deployment) => {
      const { status, json } = await deployment.operator('POST', `/pools/${pool}/reservations`, {
        caller: customer,
        context: { fname: 'Grace' },
      });
      deepStrictEqual(status, 201);
      const { number } = json as { readonly number: string };
      deepStrictEqual(await called(deployment, other, number), [{}]);
      const [attributes] = await called(deployment, customer, number);
      deepStrictEqual(attributes?.['fname'], 'Grace');
    },
  ],
  [
    'the sweep finds nothing that has expired',
    async ({ account, sweep }) => {
      const swept = (await account.invoke(sweep, {})) as { readonly expired: number };
      deepStrictEqual(swept.expired, 0);
    },
  ],
];

/** What a later version of the stack changes: few may wait in the queue. */
export const laterVersion = { aws_connect_queue: { queue: { max_contacts: 5 } } };

/** After an update, the numbers still lead to their flow. */
export const seenAfterUpdate: Use<RollingDnisDeployment> = [
  'the numbers still lead to their flow',
  async ({ connect, poolNumbers }) => {
    for (const number of poolNumbers) {
      const route = connect.routeOf(number);
      ok(route?.kind === 'connect', 'expected the number to lead to a flow');
    }
  },
];

const givesUpAfterSeconds = 60;

/** Calls a number in real time until all contacts have ended. @returns the attributes of each contact, in order */
const called = async (
  { connect }: RollingDnisDeployment,
  from: string,
  to: string,
  digits = '',
): Promise<readonly Readonly<Record<string, string>>[]> => {
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const network = phoneNetwork({ time: realTime(failed), failed, routeOf: connect.routeOf });
  network.dial({ from, to, keys: [{ afterSeconds: 2, digits }] });
  const isOver = () => network.contacts().every(({ state }) => state === 'ended');
  for (let waited = 0; waited < givesUpAfterSeconds && !isOver(); waited += 0.1) await sleep(100);
  if (failures.length > 0) throw new AggregateError(failures, `Cannot call "${to}": a function failed`);
  if (!isOver()) throw new Error(`Cannot end the call to "${to}" within ${givesUpAfterSeconds} s`);
  return network.contacts().map(({ attributes }) => Object.fromEntries(attributes));
};
