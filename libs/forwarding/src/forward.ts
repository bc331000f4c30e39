import type { E164 } from '@dialplane/phone-numbers';

/** A phone or trunk to ring. */
export type Target =
  | {
      readonly kind: 'phone';
      readonly number: E164;
      /** How long it rings before the next target, in seconds, 1 to 120. @default 30 */
      readonly ringSeconds?: number;
      readonly confirm?: Confirm;
    }
  | {
      readonly kind: 'trunk';
      /** The provider's name for the trunk: for Chime, the ARN of a Voice Connector. */
      readonly trunk: string;
      /** The user part of the SIP address: an extension or a number. */
      readonly user: string;
      /** SIP headers to send to the trunk with the call. */
      readonly headers?: Readonly<Record<string, string>>;
      /** How long it rings before the next target, in seconds, 1 to 120. @default 30 */
      readonly ringSeconds?: number;
      readonly confirm?: Confirm;
    };

/**
 * The person who answers must press 1 to accept the call, or the next target rings. So a voicemail box does not take the call.
 * Only on Chime; other providers connect the call at once.
 */
export type Confirm = true;

/** A day of the week. */
export type Weekday = (typeof weekdays)[number];

/** The days of the week, in order. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** A time on the wall clock, `HH:MM`, from `00:00` to `24:00`. */
export type WallTime = `${number}:${number}`;

/** A date on the wall calendar, `YYYY-MM-DD`. */
export type WallDate = `${number}-${number}-${number}`;

/** A time range on some days. `to` before `from` means that it ends on the next day. */
export type OpenRange = {
  readonly days: readonly Weekday[];
  readonly from: WallTime;
  readonly to: WallTime;
};

/** When a number is open. */
export type Hours = {
  /** The time zone of the hours, by its IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
  readonly weekly: readonly OpenRange[];
  /** Dates on which it is closed from midnight to midnight. */
  readonly holidays?: readonly WallDate[];
};

/** What happens to calls to one number of ours. */
export type Forward = {
  /** The number dialled. */
  readonly number: E164;
  /** The targets to ring, one after the other, until one answers: 1 to 10. */
  readonly targets: readonly Target[];
  /** The caller ID that the target sees. A withheld caller is shown as the number dialled. */
  readonly callerId: 'dialled' | 'caller';
  /** What the caller hears: once before the first target rings, or repeated while targets ring. */
  readonly greeting?: { readonly prompt: string; readonly when: 'before-ringing' | 'while-ringing' };
  /** @default always open */
  readonly hours?: Hours & {
    /** The targets to ring outside these hours. If there are none, `atEnd` applies at once. */
    readonly outside: readonly Target[];
  };
  /** Callers who hear busy: E.164 numbers, or `withheld` for all callers who withhold theirs. */
  readonly blocked?: readonly string[];
  /** What happens when no target answered. */
  readonly atEnd: 'apology' | 'message';
};

/** A forward as it is stored. */
export type StoredForward = Forward & {
  /** Counts the writes to the number, from 1, and continues after a removal. A writer states the version it has read. */
  readonly version: number;
};
