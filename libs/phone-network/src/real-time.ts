import type { NetworkTime } from './time';

/** Real time. The error of a failed task goes to `failed`, since no caller awaits the task. */
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
