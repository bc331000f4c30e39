/** How much one credential may call. The caps never apply to emergency and crisis-line calls. */
export type Caps = {
  /** Calls in progress at the same time. */
  readonly concurrentCalls: number;
  /** Calls started within an hour. */
  readonly callsPerHour: number;
  /** The cost of the calls started within 24 hours, in US dollars. A call in progress counts with its longest time. */
  readonly dollarsPerDay: number;
  /** The time limit of a call, in seconds: 60 to 14,400. */
  readonly callSeconds: number;
};
