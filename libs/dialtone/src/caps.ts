/** How much one credential may call. Emergency and crisis-line calls are outside of all of it. */
export type Caps = {
  /** Calls under way at the same time. */
  readonly concurrentCalls: number;
  /** Calls begun within an hour. */
  readonly callsPerHour: number;
  /** What the calls begun within 24 hours may cost, in US dollars. A call that is under way counts with its longest time. */
  readonly dollarsPerDay: number;
  /** When a call is cut, in seconds: 60 to 14,400. */
  readonly callSeconds: number;
};
