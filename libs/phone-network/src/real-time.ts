import type { NetworkTime } from './time';

/** The machine's own time. A task that fails is given to `failed`, since nobody waits for it. */
export const realTime = (failed: (error: unknown) => void): NetworkTime => ({
  now: () => Date.now(),
  after: (milliseconds, task) => {
    const timer = setTimeout(async () => {
      try {
        await task();
      } catch (error) {
        failed(error);
      }
    }, milliseconds);
    return () => clearTimeout(timer);
  },
});
