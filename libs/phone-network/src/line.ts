/** The SIP answers that turn a call down (RFC 3261, section 21). */
export const failureResponses = {
  404: '404 Not Found',
  480: '480 Temporarily Unavailable',
  486: '486 Busy Here',
  603: '603 Decline',
} as const;

/** Why a call that was rung did not come about. */
export type FailureCode = keyof typeof failureResponses;

/** What one end of a line hears from the other. */
export type LineEnd = {
  readonly ringing?: () => void;
  readonly answered?: () => void;
  /** Turned down, or given up by the side that rang, before anybody answered. */
  readonly over: (why: 'hung-up' | 'cancelled' | FailureCode) => void;
  readonly keyed?: (digit: string) => void;
};

/** A call between two ends, one of which rang the other. What comes too late is ignored, as on a real line. */
export type Line = {
  readonly from: string;
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly state: () => 'ringing' | 'up' | 'over';
  /** The rung end says that it rings. */
  readonly ring: () => void;
  readonly answer: () => void;
  readonly refuse: (why: FailureCode) => void;
  /** Ends the call, or cancels it while it rings. The other end hears of it. */
  readonly hangUp: (by: 'caller' | 'callee') => void;
  /** Presses one key, for the other end to hear. */
  readonly press: (by: 'caller' | 'callee', digit: string) => void;
};

/** Draws a line from the end that rings to an end that is told of the line when it rings there. */
export const drawLine = (
  {
    from,
    to,
    headers = {},
  }: { readonly from: string; readonly to: string; readonly headers?: Readonly<Record<string, string>> },
  caller: LineEnd,
  ringAt: (line: Line) => LineEnd,
): Line => {
  let state: 'ringing' | 'up' | 'over' = 'ringing';
  const line: Line = {
    from,
    to,
    headers,
    state: () => state,
    ring: () => {
      if (state === 'ringing') caller.ringing?.();
    },
    answer: () => {
      if (state !== 'ringing') return;
      state = 'up';
      caller.answered?.();
    },
    refuse: (why) => {
      if (state !== 'ringing') return;
      state = 'over';
      caller.over(why);
    },
    hangUp: (by) => {
      if (state === 'over') return;
      const why = state === 'ringing' ? 'cancelled' : 'hung-up';
      state = 'over';
      (by === 'caller' ? callee : caller).over(why);
    },
    press: (by, digit) => {
      if (state === 'up') (by === 'caller' ? callee : caller).keyed?.(digit);
    },
  };
  const callee = ringAt(line);
  return line;
};
