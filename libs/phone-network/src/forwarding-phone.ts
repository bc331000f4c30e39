import type { Line, LineEnd } from './line';
import type { Dial } from './outgoing-call';
import type { NetworkTime } from './time';

/** A phone whose carrier forwards every call. */
export type ForwardingPhone = {
  readonly kind: 'forwards';
  readonly to: string;
  /** Whether the carrier adds a Diversion header (RFC 5806). Many do not. @default false */
  readonly tellsDiversion?: boolean;
};

/** Forwards a call on `line` to another number, with the same caller ID, and passes on what each end does. */
export const forwardCall = (
  time: NetworkTime,
  line: Line,
  { to, tellsDiversion = false }: ForwardingPhone,
  dial: Dial,
): LineEnd => {
  let onward: Line | undefined;
  // A moment later: a line cannot be used while it is being drawn.
  const cancel = time.after(1, () => {
    onward = dial(
      {
        from: line.from,
        to,
        headers: tellsDiversion ? { ...line.headers, Diversion: divertedFrom(line) } : {},
      },
      {
        ringing: line.ring,
        answered: line.answer,
        over: (why) => (typeof why === 'number' ? line.refuse(why) : line.hangUp('callee')),
        keyed: (digit) => line.press('callee', digit),
      },
    );
  });
  return {
    over: () => {
      cancel();
      onward?.hangUp('caller');
    },
    keyed: (digit) => onward?.press('caller', digit),
  };
};

const divertedFrom = ({ to, headers }: Line): string =>
  [
    `<sip:${to}@pstn.example>;reason=unconditional`,
    ...(headers['Diversion'] ? [headers['Diversion']] : []),
  ].join(', ');
