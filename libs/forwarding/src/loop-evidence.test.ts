import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Forward } from './forward';
import { leadsBack, lookUpOthers } from './loop-evidence';
import { memoryForwards } from './memory-forwards';

const now = 1_772_000_000 as EpochSeconds; // a Wednesday
const numbered = (last: number) => `+1206555010${last}` as E164;
const forward = (from: number, ...to: readonly number[]): Forward => ({
  number: numbered(from),
  targets: to.map((last) => ({ kind: 'phone', number: numbered(last) })),
  callerId: 'dialled',
  atEnd: 'apology',
});
const onMondays = (it: Forward): Forward => ({
  ...it,
  hours: { zone: 'UTC', weekly: [{ days: ['monday'], from: '00:00', to: '24:00' }], outside: [] },
});

it.each`
  situation                     | others                                                                                                       | back
  ${'no other forward'}         | ${[]}                                                                                                        | ${false}
  ${'a forward back'}           | ${[forward(2, 1)]}                                                                                           | ${true}
  ${'a longer way back'}        | ${[forward(2, 3), forward(3, 4, 1)]}                                                                         | ${true}
  ${'a loop elsewhere'}         | ${[forward(2, 3), forward(3, 2)]}                                                                            | ${false}
  ${'a way that is closed now'} | ${[onMondays(forward(2, 1))]}                                                                                | ${false}
  ${'a way that is open now'}   | ${[{ ...onMondays(forward(2)), hours: { ...onMondays(forward(2)).hours, outside: forward(2, 1).targets } }]} | ${true}
  ${'a trunk'}                  | ${[{ ...forward(2), targets: [{ kind: 'trunk', trunk: 't', user: numbered(1) }] }]}                          | ${false}
`('with $situation, a call to 2 comes back to 1: $back', ({ others, back }) => {
  expect(leadsBack(others, numbered(2), numbered(1), now)).toBe(back);
});

it('looks up the forwards that a call can reach', async () => {
  const { find } = memoryForwards([forward(2, 3), forward(3, 1), forward(4, 5)]);

  expect((await lookUpOthers(forward(1, 2), find)).map(({ number }) => number)).toEqual([
    numbered(2),
    numbered(3),
  ]);
});

it('looks up a limited number of forwards', async () => {
  const looked: string[] = [];
  const { find } = memoryForwards(Array.from({ length: 8 }, (_, n) => forward(n + 1, n + 2)));
  await lookUpOthers(forward(0, 1), (number) => (looked.push(number), find(number)), { most: 3 });

  expect(looked.length).toBeLessThanOrEqual(4);
});

it('gives up when the store is slow', async () => {
  const waits: number[] = [];
  const others = lookUpOthers(forward(1, 2), () => new Promise(() => {}), {
    patience: 5,
    wait: async (milliseconds) => waits.push(milliseconds),
  });

  expect(await others).toEqual([]);
  expect(waits).toEqual([5]);
});

it('gives up after 150 ms by default, by a timer', async () => {
  jest.useFakeTimers();
  try {
    let ended = false;
    const others = lookUpOthers(forward(1, 2), () => new Promise(() => {})).then((found) => {
      ended = true;
      return found;
    });
    await jest.advanceTimersByTimeAsync(149);
    expect(ended).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(await others).toEqual([]);
  } finally {
    jest.useRealTimers();
  }
});

it('stops waiting once the forwards are found, so that no timer keeps a process alive', async () => {
  jest.useFakeTimers();
  try {
    await lookUpOthers(forward(1, 2), memoryForwards([]).find);
    expect(jest.getTimerCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});

it('gives up when the store fails', async () => {
  const failing = async () => {
    throw new Error('ThrottlingException');
  };

  expect(await lookUpOthers(forward(1, 2), failing)).toEqual([]);
});
