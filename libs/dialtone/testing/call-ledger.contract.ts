import type { EpochSeconds } from '@dialplane/basics';
import type { CallLedger } from '../src/call-ledger';

const caps = { concurrentCalls: 3, callsPerHour: 6, dollarsPerDay: 10, callSeconds: 600 };
const at = (seconds: number) => (1_795_809_600 + seconds) as EpochSeconds;
const planned = (call: string, microsPerMinute = 0) => ({ call, ringSeconds: 30, microsPerMinute });

/** The contract of every call ledger. @param empty makes a ledger without calls */
export const callLedgerContract = (name: string, empty: () => Promise<CallLedger>): void => {
  describe(`the ledger of ${name}`, () => {
    let ledger: CallLedger;
    const admit = (call: string, seconds = 0, micros = 0, credential = 'desk') =>
      ledger.admit(credential, planned(call, micros), caps, at(seconds));
    const settle = (call: string, talkedSeconds: number | undefined, seconds = 60) =>
      ledger.settle('desk', { call, talkedSeconds }, at(seconds));

    beforeEach(async () => {
      ledger = await empty();
    });

    it('admits as many calls at a time as the cap says', async () => {
      expect([await admit('a'), await admit('b'), await admit('c'), await admit('d')]).toEqual([
        'admitted',
        'admitted',
        'admitted',
        'concurrent-calls',
      ]);
      await settle('b', 10);
      expect(await admit('e')).toBe('admitted');
    });

    it('counts the calls of each credential by themselves', async () => {
      for (const call of ['a', 'b', 'c']) await admit(call);

      expect(await admit('d', 0, 0, 'door')).toBe('admitted');
    });

    it('counts a call once, however often its webhook comes', async () => {
      expect([await admit('a'), await admit('a', 1), await admit('b'), await admit('c')]).toEqual([
        'admitted',
        'again',
        'admitted',
        'admitted',
      ]);
    });

    it('does not count a call as under way again when news of it come late or twice', async () => {
      for (const call of ['a', 'b', 'c']) await admit(call);
      await settle('c', 9);
      await settle('c', 5_000);
      await settle('never-admitted', 5);

      expect(await admit('d')).toBe('admitted');
      expect(await admit('e')).toBe('concurrent-calls');
    });

    it('forgets a call of whose end it never heard, once its longest time is over', async () => {
      for (const call of ['a', 'b', 'c']) await admit(call);

      expect(await admit('d', 600)).toBe('concurrent-calls');
      expect(await admit('e', 700)).toBe('admitted');
    });

    it('admits as many calls within an hour as the cap says', async () => {
      for (let call = 0; call < 6; call += 1) {
        expect(await admit(String(call), call * 60)).toBe('admitted');
        await settle(String(call), 10, call * 60 + 20);
      }

      expect(await admit('x', 500)).toBe('calls-per-hour');
      expect(await admit('y', 3_601)).toBe('admitted');
    });

    it('counts a call that is under way with the most it can cost, and one that is over with what it did', async () => {
      const half = 500_000; // 10 minutes of it cost 5 dollars
      expect([await admit('a', 0, half), await admit('b', 0, half), await admit('c', 0, half)]).toEqual([
        'admitted',
        'admitted',
        'dollars-per-day',
      ]);
      await settle('a', 61);
      expect(await admit('d', 60, 400_000)).toBe('admitted'); // 1 + 5 + 4
      expect(await admit('e', 60, 100)).toBe('dollars-per-day');
      expect(await admit('f', 60, 0)).toBe('admitted'); // it costs nothing
      await settle('d', undefined);
      expect(await admit('g', 7_200, 1)).toBe('dollars-per-day');
      expect(await admit('h', 25 * 3_600, half)).toBe('admitted');
    });

    it('admits exactly as many of racing calls as the caps have room for', async () => {
      const racing = Array.from({ length: 12 }, (_, call) => admit(`race-${call}`, 0, 400_000));
      const answers = (await Promise.all(racing)).toSorted();

      expect(answers.filter((answer) => answer === 'admitted')).toHaveLength(2);
      expect(new Set(answers)).toEqual(new Set(['admitted', 'dollars-per-day']));
    }, 20_000);
  });
};
