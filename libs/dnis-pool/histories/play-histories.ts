import { memoryReservations } from '../src/memory-reservations';
import { judgeHistory, type Verdict } from './judge-history';
import { naiveStore, type NaiveTable } from './naive-store';
import { playHistory, type HistoryStage } from './play-history';
import { steppedTurns } from './turns';

/** The sum of the results of many histories. */
export type Judged = Verdict & {
  readonly histories: number;
  readonly operations: number;
  /** The seeds of the first few faulty histories. */
  readonly wrongSeeds: readonly number[];
};

/** Creates a history in memory from a seed. */
export const inMemory = (seed: number): HistoryStage => {
  const store = memoryReservations();
  return stepped(seed, () => store);
};

/** The same history on the published algorithm. */
export const onNaiveStore = (seed: number): HistoryStage => {
  const table: NaiveTable = new Map();
  return stepped(seed, (turns) => naiveStore(table, turns));
};

const stepped = (seed: number, storeFor: HistoryStage['storeFor']): HistoryStage => ({
  seed,
  poolName: `p${seed}`,
  numbersFrom: '55501',
  storeFor,
  turnsFor: (random) => steppedTurns(random.pick),
});

/** Plays histories with seeds from `from` on, several at a time, and adds up their results. */
export const playHistories = async (
  count: number,
  stageFor: (seed: number) => HistoryStage,
  { from = 1, atOnce = 1 }: { readonly from?: number; readonly atOnce?: number } = {},
): Promise<Judged> => {
  const sum = { ...nothing, histories: 0, operations: 0, wrongSeeds: [] as number[] };
  let seed = from;
  const work = async () => {
    while (seed < from + count) {
      const own = seed;
      seed += 1;
      const history = await playHistory(stageFor(own));
      const verdict = judgeHistory(history);
      for (const key of Object.keys(nothing) as (keyof Verdict)[]) sum[key] += verdict[key];
      sum.histories += 1;
      sum.operations += history.recorded.length;
      if (isWrong(verdict) && sum.wrongSeeds.length < 10) sum.wrongSeeds.push(own);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return sum;
};

/** Whether a history breaks a guarantee. */
export const isWrong = ({ doubleGrants, wrongContexts, leakedNumbers, outOfOrder }: Verdict): boolean =>
  doubleGrants + wrongContexts + leakedNumbers + outOfOrder > 0;

const nothing: Record<keyof Verdict, number> = {
  doubleGrants: 0,
  wrongContexts: 0,
  leakedNumbers: 0,
  outOfOrder: 0,
  unchecked: 0,
  grants: 0,
  deliveries: 0,
};
