import type { Line, LineEnd } from './line';
import { forwardCall, type ForwardingPhone } from './forwarding-phone';
import type { Dial } from './outgoing-call';
import type { Random } from '@dialplane/basics';
import type { NetworkTime } from './time';

/** What a party does during a call. Seconds count from the answer. */
export type Talk = {
  /** When it hangs up. Without it, it stays until the other party ends the call. */
  readonly hangsUpAfterSeconds?: number;
  /** Keys that it presses, and when. */
  readonly keys?: readonly { readonly afterSeconds: number; readonly digits: string }[];
};

/** What a phone does when it rings. */
export type PhoneBehaviour =
  | ({ readonly kind: 'answers'; readonly afterSeconds: number } & Talk)
  /** A machine answers, plays its greeting and stays. For the network this is an answered call, and it is billed. */
  | ({ readonly kind: 'voicemail'; readonly afterSeconds: number } & Talk)
  | { readonly kind: 'busy' }
  | { readonly kind: 'declines'; readonly afterSeconds: number }
  /** Rings until the caller gives up. */
  | { readonly kind: 'no-answer' }
  /** The carrier forwards every call to another number. */
  | ForwardingPhone
  /** The number does not exist, or the phone is switched off. */
  | { readonly kind: 'unreachable' };

const keyGapSeconds = 0.2;

/** Plays the party's part in a connected call. Returns a function that stops it. */
export const talk = (
  time: NetworkTime,
  line: Line,
  side: 'caller' | 'callee',
  { hangsUpAfterSeconds, keys = [] }: Talk,
) => {
  const plans = keys.flatMap(({ afterSeconds, digits }) =>
    [...digits].map((digit, index) =>
      time.after((afterSeconds + index * keyGapSeconds) * 1000, () => line.press(side, digit)),
    ),
  );
  if (hangsUpAfterSeconds !== undefined) {
    plans.push(time.after(hangsUpAfterSeconds * 1000, () => line.hangUp(side)));
  }
  return () => plans.forEach((cancel) => cancel());
};

/**
 * Rings a phone: it does what its behaviour says.
 *
 * @param dial places the calls of a phone that forwards; without it such a phone is unreachable
 */
export const ringPhone = (time: NetworkTime, line: Line, behaviour: PhoneBehaviour, dial?: Dial): LineEnd => {
  if (behaviour.kind === 'forwards' && dial) return forwardCall(time, line, behaviour, dial);
  let stop = (): void => undefined;
  // A phone rings a moment after the line is drawn, never during the drawing.
  const soon = (seconds: number, act: () => void) => {
    stop = time.after(Math.max(1, seconds * 1000), act);
  };
  const ringThen = (seconds: number, act: () => void) => {
    soon(0, () => {
      line.ring();
      soon(seconds, act);
    });
  };
  switch (behaviour.kind) {
    case 'answers':
    case 'voicemail':
      ringThen(behaviour.afterSeconds, () => {
        line.answer();
        stop = talk(time, line, 'callee', behaviour);
      });
      break;
    case 'busy':
      soon(0, () => line.refuse(486));
      break;
    case 'declines':
      ringThen(behaviour.afterSeconds, () => line.refuse(603));
      break;
    case 'no-answer':
      ringThen(0, () => undefined);
      break;
    case 'forwards': // there is no network to forward through
    case 'unreachable':
      soon(0, () => line.refuse(404));
      break;
  }
  return { over: () => stop() };
};

/** A random behaviour of a phone: each kind has its share. */
export const randomBehaviour = (random: Random): PhoneBehaviour => {
  const afterSeconds = random.between(1, 40);
  const talks = random.chance(0.7) ? { hangsUpAfterSeconds: random.between(1, 120) } : {};
  return random.oneOf<PhoneBehaviour>([
    { kind: 'answers', afterSeconds, ...talks },
    { kind: 'answers', afterSeconds, ...talks },
    { kind: 'voicemail', afterSeconds, ...talks },
    { kind: 'busy' },
    { kind: 'declines', afterSeconds },
    { kind: 'no-answer' },
    { kind: 'unreachable' },
  ]);
};
