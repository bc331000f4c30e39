/** The SIP responses that reject a call (RFC 3261, section 21). */
export const failureResponses = {
  403: '403 Forbidden',
  404: '404 Not Found',
  480: '480 Temporarily Unavailable',
  486: '486 Busy Here',
  603: '603 Decline',
} as const;

/** Why a call was not answered, as a SIP response code. */
export type FailureCode = keyof typeof failureResponses;

/** What one end of a line learns from the other. */
export type LineEnd = {
  readonly ringing?: () => void;
  readonly answered?: () => void;
  /** The call is over: hung up, cancelled by the caller before the answer, or rejected. */
  readonly over: (why: 'hung-up' | 'cancelled' | FailureCode) => void;
  readonly keyed?: (digit: string) => void;
};

/** A call between two ends. Anything that comes too late is ignored, as on a real line. */
export type Line = {
  readonly from: string;
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly state: () => 'ringing' | 'up' | 'over';
  /** The called end reports that it rings. */
  readonly ring: () => void;
  readonly answer: () => void;
  readonly refuse: (why: FailureCode) => void;
  /** Ends the call, or cancels it while it rings. The other end is told. */
  readonly hangUp: (by: 'caller' | 'callee') => void;
  /** Presses one key, which the other end hears. */
  readonly press: (by: 'caller' | 'callee', digit: string) => void;
};

/** Draws a line from a caller to the end that `ringAt` returns. */
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
