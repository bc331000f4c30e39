import { thisVersion, versionIn } from './call-app-version';
import { playCallHistory } from './history';
import { playCallHistories } from './play-histories';
import { reachable } from './reachable';

/**
 * `npm run histories`: 100,000 random calls (or `-- 5000`), to show that no leg is left up and no response is invalid.
 * `npm run histories -- --seed 42` plays one of them and draws it. `-- 5000 --with <commit>` sends each event to this version of the
 * app or to that of the commit, as during a release.
 */
const main = async ([first, second, third]: readonly string[]): Promise<void> => {
  if (first === '--seed') {
    const { wrong, ladder } = await playCallHistory(Number(second));
    console.log(ladder());
    console.log(wrong.length > 0 ? wrong.join('\n') : 'Every guarantee held.');
    process.exitCode = wrong.length > 0 ? 1 : 0;
    return;
  }
  const count = Number(first ?? 100_000);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`Cannot play "${first}" histories: expected a whole number`);
  if (second !== undefined && (second !== '--with' || !third))
    throw new Error(`Cannot read "${second}": expected --with and a commit`);
  const other = third === undefined ? [] : [await versionIn(third)];
  const played = await playCallHistories(count, 1, [thisVersion, ...other]);
  const { legs, invocations, pairs, longestAlone, wrong } = played;
  const missed = reachable.filter((pair) => !pairs.has(pair));
  const unforeseen = [...pairs].filter((pair) => !reachable.includes(pair));
  console.log(`${count} histories: ${legs} legs, ${invocations} invocations`);
  console.log(`${pairs.size} of ${reachable.length} reachable (stage, event) pairs visited`);
  for (const pair of missed) console.log(`  not visited: ${pair}`);
  for (const pair of unforeseen) console.log(`  visited, but not listed as reachable: ${pair}`);
  console.log(
    `longest that a leg stayed up after the other ended: ${longestAlone.milliseconds} ms (seed ${longestAlone.seed}), within one round trip`,
  );
  for (const { seed, wrong: what } of wrong) console.log(`  wrong, seed ${seed}: ${what.join('; ')}`);
  console.log(`${wrong.length === 0 ? 'no' : 'at least ' + wrong.length} histories went wrong`);
  process.exitCode = wrong.length > 0 || missed.length > 0 || unforeseen.length > 0 ? 1 : 0;
};

main(process.argv.slice(2));
