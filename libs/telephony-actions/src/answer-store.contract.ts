import type { EpochSeconds } from '@dialplane/basics';
import fc from 'fast-check';
import type { AnswerStore, Run } from './answer-store';
import type { SmaAnswer } from './sma-answer';

const at = (second: number) => second as EpochSeconds;
const answer = (word: string): SmaAnswer => ({
  SchemaVersion: '1.0',
  Actions: null,
  TransactionAttributes: { word },
});

/** Makes runs for events of a call that no store has seen. */
const newCall = () => {
  const transactionId = crypto.randomUUID();
  return (by: string, sequence = 1): Run => ({ event: { transactionId, sequence }, by });
};

/** What every store of answers must do. Run it against each one. */
export const answerStoreContract = (name: string, someStore: () => Promise<AnswerStore>, numRuns = 50) => {
  describe(`${name} keeps the answer store contract`, () => {
    it.each`
      asker    | second | claim     | because
      ${'ben'} | ${8}   | ${'busy'} | ${"ann's claim has a second left"}
      ${'ben'} | ${9}   | ${'mine'} | ${"ann's claim is over: she has crashed"}
      ${'ann'} | ${5}   | ${'mine'} | ${'it is hers'}
    `("at second $second ann's claim to second 9 makes it $claim for $asker: $because", async (row) => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('ann'), at(0), at(9));

      expect(await store.claim(run(row.asker), at(row.second), at(20))).toEqual({ kind: row.claim });
    });

    it('gives the answer to whoever asks again, also long after the claim', async () => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('ann'), at(0), at(4));

      expect(await store.keep(run('ann'), answer('hello'), at(1))).toBe('kept');
      for (const second of [1, 4, 20]) {
        expect(await store.claim(run('ben'), at(second), at(second + 4))).toEqual({
          kind: 'answered',
          answer: answer('hello'),
        });
      }
    });

    it('keeps the first answer', async () => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('ann'), at(0), at(4));
      await store.keep(run('ann'), answer('first'), at(1));

      expect(await store.keep(run('ann'), answer('second'), at(2))).toBe('lost');
      expect(await store.claim(run('ann'), at(3), at(7))).toMatchObject({ answer: answer('first') });
    });

    it('does not keep the answer of a run that took so long that another took over', async () => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('ann'), at(0), at(4));
      await store.claim(run('ben'), at(5), at(9));

      expect(await store.keep(run('ann'), answer("ann's"), at(6))).toBe('lost');
      expect(await store.keep(run('ben'), answer("ben's"), at(6))).toBe('kept');
    });

    it('keeps the answer of a slow run that nobody took over', async () => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('ann'), at(0), at(4));

      expect(await store.keep(run('ann'), answer('late'), at(6))).toBe('kept');
    });

    it('does not keep an answer that nobody claimed', async () => {
      const store = await someStore();
      const run = newCall();

      expect(await store.keep(run('ann'), answer('hello'), at(0))).toBe('lost');
    });

    it('is free at once when given back, but not by another, and not when answered', async () => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('ann'), at(0), at(9));
      await store.release(run('ben'));
      expect(await store.claim(run('cy'), at(1), at(9))).toEqual({ kind: 'busy' });

      await store.release(run('ann'));
      expect(await store.claim(run('cy'), at(1), at(9))).toEqual({ kind: 'mine' });

      await store.keep(run('cy'), answer('hello'), at(2));
      await store.release(run('cy'));
      expect(await store.claim(run('ben'), at(2), at(9))).toMatchObject({ kind: 'answered' });
    });

    it('tells events apart', async () => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('ann', 1), at(0), at(9));

      expect(await store.claim(run('ben', 2), at(0), at(9))).toEqual({ kind: 'mine' });
    });

    it('lets exactly one of many have a free event at once', async () => {
      const store = await someStore();
      const run = newCall();
      const runs = ['ann', 'ben', 'cy', 'dee', 'eve', 'flo'].map((by) => run(by));
      const claims = await Promise.all(runs.map((each) => store.claim(each, at(0), at(9))));

      expect(claims.map(({ kind }) => kind).sort()).toEqual(['busy', 'busy', 'busy', 'busy', 'busy', 'mine']);
    });

    it('lets exactly one of many take over from a crashed run at once', async () => {
      const store = await someStore();
      const run = newCall();
      await store.claim(run('crashed'), at(0), at(4));
      const runs = ['ann', 'ben', 'cy', 'dee', 'eve', 'flo'].map((by) => run(by));
      const claims = await Promise.all(runs.map((each) => store.claim(each, at(5), at(9))));

      expect(claims.filter(({ kind }) => kind === 'mine')).toHaveLength(1);
    });

    it('never says two things to one event, whoever asks and whenever', async () => {
      const delivery = fc.record({
        by: fc.constantFrom('ann', 'ben', 'cy'),
        wait: fc.nat(6),
        ends: fc.constantFrom('crashes', 'fails', 'answers'),
      });

      await fc.assert(
        fc.asyncProperty(fc.array(delivery, { maxLength: 8 }), async (deliveries) => {
          const store = await someStore();
          const run = newCall();
          const said: string[] = [];
          let now = 0;
          for (const [index, { by, wait, ends }] of deliveries.entries()) {
            now += wait;
            const me = run(`${by}-${index}`);
            const claim = await store.claim(me, at(now), at(now + 4));
            if (claim.kind === 'answered') said.push(claim.answer.TransactionAttributes['word'] ?? '');
            if (claim.kind !== 'mine') continue;
            if (ends === 'fails') await store.release(me);
            if (ends === 'answers' && (await store.keep(me, answer(me.by), at(now))) === 'kept')
              said.push(me.by);
          }
          expect(new Set(said).size).toBeLessThanOrEqual(1);
        }),
        { numRuns },
      );
    });
  });
};
