/** Cancels a task that has not run yet. Calling it again, or too late, does nothing. */
export type Cancel = () => void;

/** Where the network's time comes from. All times are epoch milliseconds. */
export type NetworkTime = {
  readonly now: () => number;
  /** Runs a task later. Tasks that are due at the same moment run in the order in which they were scheduled. */
  readonly after: (milliseconds: number, task: () => void | Promise<void>) => Cancel;
};

/** Virtual time jumps from task to task: a call of an hour takes no time. */
export type VirtualTime = NetworkTime & {
  /** Runs all tasks that are due up to `until` (by default: all tasks), one after the other. */
  readonly run: (until?: number) => Promise<void>;
};
