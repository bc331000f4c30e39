import { patiently } from './dynamo-patience';

const named = (name: string) => Object.assign(new Error(name), { name });

/** A step that fails so many times, under a clock that only its pauses move. */
const run = (failures: readonly Error[], milliseconds: number) => {
  let now = 0;
  let attempts = 0;
  const pauses: number[] = [];
  const outcome = patiently(
    async () => {
      const failure = failures[attempts];
      attempts += 1;
      if (failure) throw failure;
      return now;
    },
    {
      milliseconds,
      now: () => now,
      random: () => 1,
      wait: async (pause) => {
        pauses.push(pause);
        now += pause;
      },
    },
  );
  return { outcome, pauses, attempts: () => attempts };
};

it('repeats what failed for a passing reason, after pauses that grow', async () => {
  const { outcome, pauses } = run(Array(7).fill(named('ThrottlingException')), 60_000);

  await outcome;
  expect(pauses).toEqual([25, 50, 100, 200, 400, 400, 400]);
});

it('gives up when its time is over, and throws the last failure', async () => {
  const { outcome, attempts } = run(Array(99).fill(named('TransactionConflictException')), 1_000);

  await expect(outcome).rejects.toThrow('TransactionConflictException');
  expect(attempts()).toBe(7);
});

it('repeats nothing that does not pass', async () => {
  const { outcome, attempts } = run([named('ValidationException')], 1_000);

  await expect(outcome).rejects.toThrow('ValidationException');
  expect(attempts()).toBe(1);
});
