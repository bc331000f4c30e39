import { type CallAppVersion, thisVersion } from './call-app-version';
import { playCallHistory, type CallHistory } from './history';

/** Many histories, added up. */
export type CallHistories = {
  readonly histories: number;
  readonly legs: number;
  readonly invocations: number;
  /** The first few histories that went wrong, to be played again by their seeds. */
  readonly wrong: readonly Pick<CallHistory, 'seed' | 'wrong'>[];
  readonly pairs: ReadonlySet<string>;
  /** The longest that a leg stayed up alone, in milliseconds, and the history it happened in. */
  readonly longestAlone: { readonly milliseconds: number; readonly seed: number };
};

const mostWrong = 10;

/** Plays the histories of the seeds from `firstSeed` on. With several versions of the app, each event goes to any of them. */
export const playCallHistories = async (
  histories: number,
  firstSeed = 1,
  versions: readonly [CallAppVersion, ...CallAppVersion[]] = [thisVersion],
): Promise<CallHistories> => {
  const pairs = new Set<string>();
  const wrong: Pick<CallHistory, 'seed' | 'wrong'>[] = [];
  let legs = 0;
  let invocations = 0;
  let longestAlone = { milliseconds: 0, seed: 0 };
  for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
    const history = await playCallHistory(seed, versions);
    history.pairs.forEach((pair) => pairs.add(pair));
    if (history.wrong.length > 0 && wrong.length < mostWrong) wrong.push({ seed, wrong: history.wrong });
    if (history.longestAlone > longestAlone.milliseconds)
      longestAlone = { milliseconds: history.longestAlone, seed };
    legs += history.legs;
    invocations += history.invocations;
  }
  return { histories, legs, invocations, wrong, pairs, longestAlone };
};
