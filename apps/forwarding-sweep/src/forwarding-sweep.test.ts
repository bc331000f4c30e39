import type { Advancing, Operation } from '@dialplane/forwarding-control';
import { memoryChanges, memoryOperations } from '@dialplane/forwarding-control';
import { operationWith } from '@dialplane/forwarding-control/testing';
import { memoryForwards } from '@dialplane/forwarding';
import { type EpochSeconds, ok } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { forwardingSweep } from './forwarding-sweep';

const number = '+12065550100' as E164;
const now = 1_000 as EpochSeconds;

/** A forward that is being added, due now. */
const adding = (over: Partial<Operation>): Operation =>
  operationWith({
    wanted: { kind: 'forwarded', forward: { number, targets: [], callerId: 'dialled', atEnd: 'apology' } },
    phaseSince: now,
    nextAt: now,
    ...over,
  });

/** Sweeps one operation, at a provider that sends the number's calls to our application, or does not know the number. */
const swept = async (operation: Operation, ours: boolean) => {
  const operations = memoryOperations();
  await operations.put(operation);
  const logged: unknown[] = [];
  const counted: string[] = [];
  const log = (_message: string, fields?: object) => void logged.push(fields);
  const control: Advancing = {
    forwards: memoryForwards(),
    operations,
    changes: memoryChanges(),
    application: { id: 'sma-1', region: 'us-east-1' },
    now: () => now,
    provider: {
      find: async () =>
        ok(
          ours
            ? {
                number,
                productType: 'SipMediaApplicationDialIn',
                status: 'Assigned',
                rule: {
                  id: 'r',
                  name: 'r',
                  disabled: false,
                  firstTarget: { applicationId: 'sma-1', region: 'us-east-1' },
                },
              }
            : undefined,
        ),
      perform: async () => ok(undefined),
    },
  };
  const run = forwardingSweep({
    control,
    log: { info: log, warn: log, error: log },
    count: (name) => void counted.push(name),
  });
  return { result: await run(), logged, counted };
};

it('resumes an unfinished operation, and logs how many have finished', async () => {
  const { result, logged, counted } = await swept(adding({}), true);

  expect(result).toEqual({ examined: 1, finished: 1, stuck: 0 });
  expect(logged).toEqual([result]);
  expect(counted).toEqual([]);
});

it('counts an operation that is stuck', async () => {
  const { result, counted } = await swept(adding({ status: 'restoring', failedAttempts: 7 }), false);

  expect(result).toEqual({ examined: 1, finished: 0, stuck: 1 });
  expect(counted).toEqual(['NumbersStuck']);
});

it('leaves an operation alone that is not due', async () => {
  const { result } = await swept(adding({ nextAt: (now + 1) as EpochSeconds }), true);

  expect(result).toEqual({ examined: 0, finished: 0, stuck: 0 });
});
