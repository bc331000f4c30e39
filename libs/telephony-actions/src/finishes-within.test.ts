import { finishesWithin } from './finishes-within';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it.each`
  work                           | because
  ${Promise.resolve('done')}     | ${'it has ended'}
  ${Promise.reject(new Error())} | ${'it has failed'}
`('is true and leaves no timer if $because', async ({ work }) => {
  expect(await finishesWithin(work, 1_000)).toBe(true);
  expect(jest.getTimerCount()).toBe(0);
});

it('is false after the time', async () => {
  const waiting = finishesWithin(new Promise(() => {}), 1_000);
  jest.advanceTimersByTime(1_000);

  expect(await waiting).toBe(false);
});
