import type { E164 } from '@dialplane/phone-numbers';

/** Somebody to ring. */
export type Target =
  | {
      readonly kind: 'phone';
      readonly number: E164;
      /** How long it rings before the next target, in seconds, 1 to 120. @default 30 */
      readonly ringSeconds?: number;
    }
  | {
      readonly kind: 'trunk';
      /** The trunk's name at the provider: for Chime, a Voice Connector's ARN. */
      readonly trunk: string;
      /** The user part of the address rung: an extension or a number. */
      readonly user: string;
      /** SIP headers that the trunk is sent with the call. */
      readonly headers?: Readonly<Record<string, string>>;
      /** How long it rings before the next target, in seconds, 1 to 120. @default 30 */
      readonly ringSeconds?: number;
    };

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

/** A range of the wall clock on some days. `to` before `from` means that it ends on the next day. */
export type OpenRange = {
  readonly days: readonly Weekday[];
  readonly from: WallTime;
  readonly to: WallTime;
};

/** When a forward rings its targets. */
export type Hours = {
  /** The time zone of the wall clock, by its IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
  readonly weekly: readonly OpenRange[];
  /** Days on which it is closed from midnight to midnight. */
  readonly holidays?: readonly WallDate[];
};

/** What happens to calls to one number of ours. */
export type Forward = {
  /** The number dialled. */
  readonly number: E164;
  /** Who is rung, one after the other, until somebody answers: 1 to 10. */
  readonly targets: readonly Target[];
  /** The number that the target sees. A caller who withholds theirs is shown as the number dialled. */
  readonly callerId: 'dialled' | 'caller';
  /** What the caller hears: once, before anybody is rung, or over and over while it rings. */
  readonly greeting?: { readonly prompt: string; readonly when: 'before-ringing' | 'while-ringing' };
  /** @default always open */
  readonly hours?: Hours & {
    /** Who is rung outside these hours. Nobody: the caller goes straight to the end. */
    readonly outside: readonly Target[];
  };
  /** Callers who hear busy: E.164, or `withheld` for everybody who hides their number. */
  readonly blocked?: readonly string[];
  /** What happens when nobody answered. */
  readonly atEnd: 'apology' | 'message';
};

/** A forward as the store keeps it. */
export type StoredForward = Forward & {
  /** Counts its writes, from 1. A writer names the version that it has seen. */
  readonly version: number;
};
