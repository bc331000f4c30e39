import type { Line } from './line';
import type { NetworkTime } from './time';

/** One call of a phone, from that phone's side. */
export type PhoneLine = {
  /** Counts the lines of a network, so it names one. */
  readonly id: string;
  /** The number of the phone, the ARN of the trunk, or the user of the SIP phone. */
  readonly phone: string;
  readonly side: 'caller' | 'callee';
  readonly line: Line;
  /** When it was drawn, in epoch milliseconds. */
  readonly since: number;
  /** The id of the call, if the phone placed it. */
  readonly call?: string;
};

/** Remembers the lines of phones until they are over. */
export const phoneLines = (time: Pick<NetworkTime, 'now'>, prefix = 'line') => {
  let made = 0;
  let lines: PhoneLine[] = [];
  const inProgress = (): readonly PhoneLine[] =>
    (lines = lines.filter(({ line }) => line.state() !== 'over'));
  return {
    add: (phone: string, side: PhoneLine['side'], line: Line, call?: string): void => {
      if (lines.length >= 1_000) inProgress(); // a load test must not fill the memory
      made += 1;
      lines.push({
        id: `${prefix}-${made}`,
        phone,
        side,
        line,
        since: time.now(),
        ...(call !== undefined && { call }),
      });
    },
    inProgress,
  };
};
