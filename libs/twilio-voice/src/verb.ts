import type { E164 } from '@dialplane/phone-numbers';

/** What a Dial rings. All targets of one Dial ring together, and the first to answer gets the call. */
export type DialTarget =
  /** E.164, or a short number such as `911` that Twilio takes as it is. */
  | { readonly kind: 'number'; readonly number: string; readonly statusCallback?: string }
  | { readonly kind: 'sip'; readonly uri: string; readonly statusCallback?: string };

/** Ring someone, and join them to the caller. */
export type DialVerb = {
  readonly kind: 'dial';
  readonly targets: readonly DialTarget[];
  /** Left out: Twilio shows the caller's own. */
  readonly callerId?: E164;
  /** Where Twilio asks what to do when it is over. */
  readonly action?: string;
  /** How long it rings, in seconds. @default 30, Twilio's own */
  readonly ringSeconds?: number;
  /** When the call is cut, in seconds. @default 14,400, Twilio's own */
  readonly limitSeconds?: number;
};

/** A TwiML verb, of those that we use (twilio.com/docs/voice/twiml). */
export type Verb =
  | DialVerb
  | { readonly kind: 'say'; readonly text: string; readonly language?: string; readonly times?: number }
  | { readonly kind: 'play'; readonly url: string; readonly times?: number }
  | { readonly kind: 'play-digits'; readonly digits: string }
  | {
      readonly kind: 'gather';
      readonly question: Extract<Verb, { readonly kind: 'say' | 'play' }>;
      /** Where Twilio brings the digits. Without any, the next verb is done. */
      readonly action: string;
      readonly waitSeconds: number;
      readonly maxDigits?: number;
      readonly endOn?: string;
    }
  | {
      readonly kind: 'record';
      readonly action: string;
      readonly maxSeconds?: number;
      readonly silenceSeconds?: number;
      readonly stopOn?: string;
    }
  | { readonly kind: 'pause'; readonly seconds: number }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'reject'; readonly reason: 'busy' | 'rejected' }
  | { readonly kind: 'hangup' };
