/** Decides which of many concurrent steps goes next. Each step waits here before it acts. */
export type Turns = {
  /** Waits until this step's turn comes. */
  readonly turn: () => Promise<void>;
  /** Runs an activity that `finish` waits for. */
  readonly run: (activity: () => Promise<void>) => void;
  /** Runs the steps one after another until every activity has ended. */
  readonly finish: () => Promise<void>;
};

/** Gives turns one at a time, in a random order: every run with the same seed is the same. */
export const steppedTurns = (pick: (count: number) => number): Turns => {
  const waiting: (() => void)[] = [];
  const failures: unknown[] = [];
  let active = 0;
  let wake: (() => void) | undefined;

  /** The running activity is waiting for its turn, or has ended. */
  const stopped = () => {
    active -= 1;
    if (active === 0) wake?.();
  };

  return {
    turn: () =>
      new Promise((resolve) => {
        waiting.push(() => {
          active += 1;
          resolve();
        });
        stopped();
      }),
    run: (activity) => {
      active += 1;
      activity()
        .catch((error: unknown) => failures.push(error))
        .finally(stopped);
    },
    finish: async () => {
      for (;;) {
        if (active > 0) await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
        if (failures.length > 0) throw failures[0];
        const at = waiting.length > 0 ? pick(waiting.length) : -1;
        if (at < 0) return;
        const next = waiting[at] as () => void;
        waiting[at] = waiting.at(-1) as () => void;
        waiting.pop();
        next();
      }
    },
  };
};

/** Lets every step run immediately, for stores whose network decides the order. */
export const realTurns = (): Turns => {
  const activities: Promise<void>[] = [];
  return {
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    run: (activity) => void activities.push(activity()),
    finish: async () => {
      for (let ended = 0; ended < activities.length; ended += 1) await activities[ended];
    },
  };
};
