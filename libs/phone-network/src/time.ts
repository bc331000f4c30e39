/** Stops something that has not happened yet. Calling it again, or too late, does nothing. */
export type Cancel = () => void;

/** Where the network's time comes from. All times are epoch milliseconds. */
export type NetworkTime = {
  readonly now: () => number;
  /** Does a task later. Tasks due at the same moment are done in the order they were asked for. */
  readonly after: (milliseconds: number, task: () => void | Promise<void>) => Cancel;
};

/** Time that passes only as fast as there is work: a call of an hour takes no time at all. */
export type VirtualTime = NetworkTime & {
  /** Does everything that is due up to `until` (by default: everything), waiting for each task before the next. */
  readonly run: (until?: number) => Promise<void>;
};
