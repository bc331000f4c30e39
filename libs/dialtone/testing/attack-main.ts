import { searchAttacks } from './attack';

/** `npm run attacks -- 100000`: searches for a stolen credential that costs more than its caps, and prints what it found. */
const main = async (): Promise<void> => {
  const traces = Number(process.argv[2] ?? 100_000);
  const searches = [
    ['the ledger always answers', await searchAttacks(traces / 2, 0)],
    ['the ledger fails for hours, with 3 instances', await searchAttacks(traces / 2, 3)],
  ] as const;
  for (const [
    story,
    { traces: played, placed, worstDay, bound, mostAtOnce, mostInAnHour, broken },
  ] of searches)
    console.log(
      `${story}: ${played} traces, ${placed} calls placed; worst 24 hours $${worstDay.toFixed(2)} of $${bound}; ` +
        `at most ${mostAtOnce} calls at once and ${mostInAnHour} within an hour; ${broken} traces beyond their bound`,
    );
  if (searches.some(([, { broken }]) => broken > 0)) process.exitCode = 1;
};

main();
