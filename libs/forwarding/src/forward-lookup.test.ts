import type { E164 } from '@dialplane/phone-numbers';
import type { StoredForward } from './forward';
import { lastKnownGood, type LookupOptions } from './forward-lookup';
import type { FindForward } from './forward-store';

const numbered = (n: number) => `+120655501${String(n).padStart(2, '0')}` as E164;
const office = numbered(0);
const fallback = numbered(99);
const forward = (version: number, number = office): StoredForward => ({
  number,
  targets: [{ kind: 'phone', number: numbered(11) }],
  callerId: 'dialled',
  atEnd: 'apology',
  version,
});
const broken = new Error('the store is broken');

/** One try of the store: an answer or a failure, after so many milliseconds. */
type Try = { readonly after?: number; readonly gives?: StoredForward; readonly throws?: Error };

/**
 * A store that answers as told, one try after the other, on a clock that only moves when everything waits: no test waits
 * for real.
 */
const storeThat = (...tries: readonly Try[]) => {
  const waiting: { until: number; wake: () => void }[] = [];
  const clock = { now: 0, tries: 0 };
  const sleep = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const sleeper = { until: clock.now + milliseconds, wake: resolve };
      waiting.push(sleeper);
      signal?.addEventListener('abort', () => {
        waiting.splice(waiting.indexOf(sleeper), 1);
        reject(new Error('aborted'));
      });
    });
  const find: FindForward = async () => {
    const { after = 0, gives, throws } = tries[clock.tries] ?? { throws: broken };
    clock.tries += 1;
    await sleep(after);
    if (throws) throw throws;
    return gives;
  };
  /** Lets time pass until `work` is done. */
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    const settled = work.finally(() => (done = true));
    while (!done) {
      await new Promise(setImmediate);
      const next = waiting.reduce<(typeof waiting)[number] | undefined>(
        (first, one) => (!first || one.until < first.until ? one : first),
        undefined,
      );
      if (done || !next) continue;
      waiting.splice(waiting.indexOf(next), 1);
      clock.now = next.until;
      next.wake();
    }
    return settled;
  };
  const lookup = (options: LookupOptions = {}) => lastKnownGood(find, { wait: sleep, ...options }).lookUp;
  return { lookup, run, clock, waiting };
};

const found = (source: string, version: number, more: object = {}) => ({
  kind: 'found',
  forward: forward(version),
  source,
  attempts: 1,
  ...more,
});

it.each`
  store                           | tries                                                                       | result                                                                                                                                 | took
  ${'answers'}                    | ${[{ gives: forward(1) }]}                                                  | ${found('store', 1)}                                                                                                                   | ${0}
  ${'knows of none'}              | ${[{}]}                                                                     | ${{ kind: 'none' }}                                                                                                                    | ${0}
  ${'is slow, and throws once'}   | ${[{ after: 250, throws: broken }, { after: 250, gives: forward(1) }]}      | ${found('store', 1, { attempts: 2 })}                                                                                                  | ${500}
  ${'is too slow once'}           | ${[{ after: 5_000, gives: forward(1) }, { after: 250, gives: forward(2) }]} | ${found('store', 2, { attempts: 2 })}                                                                                                  | ${650}
  ${'answers at the last moment'} | ${[{ after: 399, gives: forward(1) }]}                                      | ${found('store', 1)}                                                                                                                   | ${399}
  ${'throws twice'}               | ${[{ throws: broken }, { throws: broken }]}                                 | ${{ kind: 'failed', error: broken }}                                                                                                   | ${0}
  ${'is too slow twice'}          | ${[{ after: 5_000 }, { after: 5_000 }]}                                     | ${{ kind: 'failed', error: expect.objectContaining({ message: 'Cannot look up a forward: the store did not answer within 400 ms' }) }} | ${800}
`('a store that $store', async ({ tries, result, took }) => {
  const { lookup, run, clock } = storeThat(...tries);

  expect(await run(lookup()(office))).toEqual(result);
  expect(clock.now).toBe(took);
});

it('uses the last known good forward while the store fails, and the store again afterwards', async () => {
  const { lookup, run } = storeThat(
    { gives: forward(1) },
    { throws: broken },
    { throws: broken },
    { gives: forward(2) },
  );
  const lookUp = lookup({ fallback });

  expect(await run(lookUp(office))).toEqual(found('store', 1));
  expect(await run(lookUp(office))).toEqual(found('last-known-good', 1, { attempts: 2, error: broken }));
  expect(await run(lookUp(office))).toEqual(found('store', 2));
});

it('rings the fallback for a number that was never found', async () => {
  const { lookup, run } = storeThat();

  expect(await run(lookup({ fallback })(office))).toMatchObject({
    kind: 'found',
    source: 'fallback',
    forward: { number: office, targets: [{ kind: 'phone', number: fallback }] },
    error: broken,
  });
});

it('forgets a forward that was removed', async () => {
  const { lookup, run } = storeThat({ gives: forward(1) }, {});
  const lookUp = lookup();

  await run(lookUp(office));
  expect(await run(lookUp(office))).toEqual({ kind: 'none' });
  expect(await run(lookUp(office))).toEqual({ kind: 'failed', error: broken });
});

it('keeps a limited number of forwards, the latest ones', async () => {
  const inTurn = [1, 2, 1, 3].map((n) => ({ gives: forward(1, numbered(n)) }));
  const { lookup, run } = storeThat(...inTurn);
  const lookUp = lookup({ kept: 2 });
  for (const n of [1, 2, 1, 3]) await run(lookUp(numbered(n)));

  const kinds = [];
  for (const n of [1, 2, 3]) kinds.push((await run(lookUp(numbered(n)))).kind);

  expect(kinds).toEqual(['found', 'failed', 'found']);
});

it('leaves no timer running after a result', async () => {
  const { lookup, run, waiting } = storeThat({ gives: forward(1) });
  await run(lookup()(office));

  expect(waiting).toEqual([]);
});

it('uses a real timer by default', async () => {
  const never: FindForward = () => new Promise(() => {});

  expect(await lastKnownGood(never, { patience: 1, tries: 1 }).lookUp(office)).toMatchObject({
    kind: 'failed',
  });
});
