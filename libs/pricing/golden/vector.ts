import { costOf, type ExpectedCost, lookUp } from './oracle';

/** One golden vector: the input and the exact expected output. README.md explains each field. */
export type Vector = {
  readonly id: string;
  readonly prices: string;
  readonly window?: {
    readonly text: string;
    readonly zone: string;
    readonly start: number;
    readonly end: number;
  };
  readonly patience?: { readonly lagSeconds: number; readonly lookBackDays: number };
  readonly mapping?: readonly object[];
  readonly usedBefore?: readonly VectorUsage[];
  readonly objects: readonly VectorObject[];
  readonly expected: { readonly outcomes: readonly ExpectedOutcome[]; readonly tally: ExpectedTally };
};

export type VectorObject = { readonly source: string; readonly arrivedAt?: number; readonly text: string };

export type VectorUsage = {
  readonly accountId: string;
  readonly serviceCode: string;
  readonly usageType: string;
  readonly period: string;
  readonly seconds: number;
};

type Place = { readonly source: string; readonly position: number };
export type ExpectedOutcome = Place &
  (
    | ({ outcome: 'rated'; late: boolean; serviceCode: string; usageType: string; seconds: number } & {
        usedBefore: number;
      } & ExpectedCost)
    | { outcome: 'unrated'; late: boolean; reason: string; seconds: number }
    | { outcome: 'duplicate'; of: readonly [string, number] }
    | { outcome: 'conflict'; with: readonly [string, number] }
    | { outcome: 'rejected'; reason: string }
    | { outcome: 'outside'; because: string }
  );

type ExpectedTally = {
  readonly documents: number;
  readonly rated: number;
  readonly unrated: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly rejected: number;
  readonly outside: number;
  readonly late: number;
  readonly ratedSeconds: number;
  readonly unratedSeconds: number;
  readonly cost60: string;
};

/** The expected outcome of a call that is rated, or that has no price. */
export const priced = (
  prices: string,
  place: Place,
  call: {
    serviceCode: string;
    usageType: string;
    at: number;
    seconds: number;
    late?: boolean;
    usedBefore?: number;
  },
): ExpectedOutcome => {
  const { serviceCode, usageType, seconds, late = false, usedBefore = 0 } = call;
  const found = lookUp(prices, serviceCode, usageType, call.at);
  return typeof found === 'string'
    ? { ...place, outcome: 'unrated', late, reason: found, seconds }
    : {
        ...place,
        outcome: 'rated',
        late,
        serviceCode,
        usageType,
        seconds,
        usedBefore,
        ...costOf(found, seconds, usedBefore),
      };
};

/** Sorts expected outcomes by place, and counts them. */
export const inOrderAndCounted = (outcomes: readonly ExpectedOutcome[]): Vector['expected'] => {
  const count = (kind: ExpectedOutcome['outcome']) =>
    outcomes.filter(({ outcome }) => outcome === kind).length;
  const rated = outcomes.filter((one) => one.outcome === 'rated');
  const unrated = outcomes.filter((one) => one.outcome === 'unrated');
  return {
    outcomes: [...outcomes].sort((a, b) =>
      a.source === b.source ? a.position - b.position : a.source < b.source ? -1 : 1,
    ),
    tally: {
      documents: outcomes.length,
      rated: rated.length,
      unrated: unrated.length,
      duplicate: count('duplicate'),
      conflict: count('conflict'),
      rejected: count('rejected'),
      outside: count('outside'),
      late: [...rated, ...unrated].filter(({ late }) => late).length,
      ratedSeconds: rated.reduce((sum, { seconds }) => sum + seconds, 0),
      unratedSeconds: unrated.reduce((sum, { seconds }) => sum + seconds, 0),
      cost60: String(rated.reduce((sum, { cost60 }) => sum + BigInt(cost60), 0n)),
    },
  };
};
