import fc from 'fast-check';
import { virtualTime } from './virtual-time';

const start = Date.UTC(2026, 0, 5, 12);

it('does tasks in the order of their moments, and those of one moment in the order asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 60 }), async (delays) => {
      const time = virtualTime(start);
      const done: { readonly delay: number; readonly order: number; readonly at: number }[] = [];
      delays.forEach((delay, order) =>
        time.after(delay, () => void done.push({ delay, order, at: time.now() })),
      );
      await time.run();

      const expected = delays.map((delay, order) => ({ delay, order, at: start + delay }));
      expect(done).toEqual(expected.sort((a, b) => a.delay - b.delay || a.order - b.order));
    }),
  );
});

it('waits for a task that takes its own time before it goes on', async () => {
  const time = virtualTime(start);
  const done: string[] = [];
  time.after(1, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    done.push('slow');
  });
  time.after(2, () => void done.push('next'));
  await time.run();

  expect(done).toEqual(['slow', 'next']);
});

it('neither does a cancelled task nor waits for its moment', async () => {
  const time = virtualTime(start);
  const cancel = time.after(60_000, () => {
    throw new Error('was cancelled');
  });
  time.after(5, cancel);
  await time.run();

  expect(time.now()).toBe(start + 5);
});

it('stops at the moment it is asked to run to, and goes on from there', async () => {
  const time = virtualTime(start);
  const done: number[] = [];
  for (const delay of [1, 10, 20]) time.after(delay, () => void done.push(delay));

  await time.run(start + 10);
  expect(done).toEqual([1, 10]);
  expect(time.now()).toBe(start + 10);
  await time.run();
  expect(done).toEqual([1, 10, 20]);
});

it('hands on the error of a task that fails', async () => {
  const time = virtualTime(start);
  time.after(1, () => {
    throw new Error('broken');
  });
  await expect(time.run()).rejects.toThrow('broken');
});
