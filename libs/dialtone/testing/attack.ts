import type { EpochSeconds } from '@dialplane/basics';
import type { CallLedger } from '../src/call-ledger';
import { type CountedCall, decideDial } from '../src/decide-dial';
import type { Dialtone } from '../src/dialtone';
import { guardedLedger } from '../src/guarded-ledger';
import { memoryCallLedger } from '../src/memory-call-ledger';
import { someDialtone, somePolicy } from './some-dialtone';

/** A dialtone with high prices, and all countries that it may call. */
const target: Dialtone = {
  ...someDialtone,
  policies: {
    default: {
      ...somePolicy,
      premium: 'allow',
      caps: { concurrentCalls: 3, callsPerHour: 12, dollarsPerDay: 25, callSeconds: 3_600 },
    },
  },
  prices: { tollFree: 0.02, sip: 0.004, countries: { US: 0.014, CA: 0.05, MX: 0.3, PR: 0.1 }, other: 3 },
};
const { caps } = target.policies.default;

/** Numbers that a thief may dial, by price. Some of them are refused. */
const numbers = [
  '2065550199',
  '4165550199',
  '525555550199',
  '9005550199',
  '8005550199',
  '0',
  '+88161234567',
  '2065550101',
];

/** The decision for each number. It does not depend on the time, so it is made once. */
const decisions = numbers.map((number) =>
  decideDial(target, target.extensions[0], number, 1_795_809_600 as EpochSeconds),
);

type Call = {
  readonly id: string;
  readonly begun: number;
  readonly dollarsPerMinute: number;
  /** When the thief or Twilio's time limit ends the call. */
  readonly overAt: number;
};

/** The cost of a trace, and the highest cost it could have had. */
export type Attack = {
  /** The highest cost of the calls started in any 24 hours, in US dollars. */
  readonly worstDay: number;
  readonly mostAtOnce: number;
  readonly mostInAnHour: number;
  readonly placed: number;
};

/** Pseudo-random numbers from 0 to 1, the same for each seed. */
const randomFrom = (seed: number) => {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/**
 * Simulates a thief with one credential for two to four days, against the real decision and ledger. Each trace has its own
 * pattern: the length of calls, their rate, the numbers, and how often Twilio loses, repeats or delays a report. If `instances`
 * is above zero, the ledger fails for some hours, and that many instances of the Lambda answer.
 *
 * @returns the real cost of the calls, with each started minute charged in full
 */
export const attack = async (seed: number, instances: number): Promise<Attack> => {
  const random = randomFrom(seed * 2_654_435_761);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
  const habits = {
    between: pick([5, 60, 300, 1_800, 3_600, 7_200]),
    talk: pick([1, 59, 60, 61, 600, 3_600, 10_000]),
    favourite: pick(decisions),
    faithful: random(),
    lost: pick([0, 0, 0.3, 1]),
    late: pick([0, 0, 120, 4_000]),
    repeats: pick([0, 0.3]),
  };
  const store = memoryCallLedger();
  let isDown = false;
  const ledger: CallLedger = {
    admit: (...args) => (isDown ? Promise.reject(new Error('down')) : store.admit(...args)),
    settle: (...args) => (isDown ? Promise.reject(new Error('down')) : store.settle(...args)),
  };
  const lambdas = Array.from({ length: Math.max(1, instances) }, () =>
    guardedLedger(ledger, { wait: () => new Promise(() => {}) }),
  );

  const start = 1_795_809_600 + Math.floor(random() * 3_600);
  const end = start + 86_400 * pick([2, 3, 4]);
  const downFrom = start + Math.floor(random() * 86_400 * 2);
  const downFor = instances > 0 ? pick([600, 7_200, 86_400]) : 0;

  const place = async (
    decision: CountedCall,
    id: string,
    now: number,
    talk: number,
  ): Promise<Call | undefined> => {
    const ring = () => pick(lambdas).admit('desk', id, decision, 30, now as EpochSeconds);
    let { admission } = await ring();
    if (random() < habits.repeats) ({ admission } = await ring());
    if (admission !== 'admitted' && admission !== 'again') return undefined;
    const talked = Math.min(Math.floor(random() * 2 * talk) + 1, caps.callSeconds);
    return { id, begun: now, overAt: now + talked, dollarsPerMinute: decision.microsPerMinute / 1_000_000 };
  };

  const calls: Call[] = [];
  const news: { readonly at: number; readonly call: Call }[] = [];

  for (let now = start, count = 0; now < end && count < 120; count += 1) {
    now += Math.floor(random() * 2 * habits.between) + 1;
    for (const told of news.filter(({ at }) => at <= now)) {
      isDown = told.at >= downFrom && told.at < downFrom + downFor;
      const talkedSeconds = told.call.overAt - told.call.begun;
      await pick(lambdas).settle('desk', { call: told.call.id, talkedSeconds }, told.at as EpochSeconds);
      news.splice(news.indexOf(told), 1);
    }
    isDown = now >= downFrom && now < downFrom + downFor;
    const decision = random() < habits.faithful ? habits.favourite : pick(decisions);
    if (!('counted' in decision)) continue;
    const call = await place(decision, `CA${count}`, now, habits.talk);
    if (!call) continue;
    calls.push(call);
    if (random() >= habits.lost) {
      news.push({ at: call.overAt + Math.floor(random() * habits.late), call });
      if (random() < habits.repeats) news.push({ at: call.overAt + 5, call });
    }
  }
  return tally(calls);
};

const cost = ({ begun, overAt, dollarsPerMinute }: Call) =>
  Math.ceil((overAt - begun) / 60) * dollarsPerMinute;

const tally = (calls: readonly Call[]): Attack => {
  const within = (call: Call, seconds: number) =>
    calls.filter(({ begun }) => begun >= call.begun && begun < call.begun + seconds);
  return {
    placed: calls.length,
    worstDay: Math.max(
      0,
      ...calls.map((call) => within(call, 86_400).reduce((sum, one) => sum + cost(one), 0)),
    ),
    mostInAnHour: Math.max(0, ...calls.map((call) => within(call, 3_600).length)),
    mostAtOnce: Math.max(
      0,
      ...calls.map(
        (call) => calls.filter(({ begun, overAt }) => begun <= call.begun && overAt > call.begun).length,
      ),
    ),
  };
};

/** The result of a search. */
export type Search = Attack & { readonly traces: number; readonly bound: number; readonly broken: number };

/** Plays many traces. @returns the worst of each, and how many broke a bound */
export const searchAttacks = async (traces: number, instances: number): Promise<Search> => {
  const times = 1 + instances;
  const bound = caps.dollarsPerDay * times;
  let worst = { worstDay: 0, mostAtOnce: 0, mostInAnHour: 0, placed: 0 };
  let broken = 0;
  for (let seed = 1; seed <= traces; seed += 1) {
    const found = await attack(seed, instances);
    if (
      found.worstDay > bound + 1e-9 ||
      found.mostAtOnce > caps.concurrentCalls * times ||
      found.mostInAnHour > caps.callsPerHour * times
    )
      broken += 1;
    worst = {
      worstDay: Math.max(worst.worstDay, found.worstDay),
      mostAtOnce: Math.max(worst.mostAtOnce, found.mostAtOnce),
      mostInAnHour: Math.max(worst.mostInAnHour, found.mostInAnHour),
      placed: worst.placed + found.placed,
    };
  }
  return { ...worst, traces, bound, broken };
};
