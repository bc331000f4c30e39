import type { E164 } from '@dialplane/phone-numbers';

/** What a second leg rings. Only a SIP trunk accepts headers, so only `trunk` has them. */
export type BridgeTarget =
  | { readonly kind: 'phone'; readonly number: E164 }
  | {
      readonly kind: 'trunk';
      /** The provider's name for the trunk, such as a Voice Connector's ARN. */
      readonly trunk: string;
      /** The user part of the SIP address. */
      readonly user: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Something a caller hears. */
export type Sound =
  /** A recorded prompt, by its name without folder or file extension. */
  | { readonly kind: 'prompt'; readonly name: string }
  /** Text to speech. `language` is a BCP 47 tag such as `en-US`. */
  | { readonly kind: 'speech'; readonly text: string; readonly language?: string };

/** Play a sound on a leg. */
export type PlayStep = {
  readonly kind: 'play';
  readonly sound: Sound;
  /** @default 1 */
  readonly times?: number;
  /** Keys that stop it. @default none */
  readonly stopOn?: string;
  readonly leg?: string;
};

/** Ask for digits. */
export type AskStep = {
  readonly kind: 'ask';
  /** The leg to ask; not every provider can ask a leg other than the caller's. @default the caller */
  readonly leg?: string;
  readonly question: Sound;
  /** Played when no attempt returned the digits. */
  readonly failure: Sound;
  readonly minDigits?: number;
  readonly maxDigits?: number;
  /** A regular expression that the digits must match. */
  readonly pattern?: string;
  /** The key that ends the input. @default # */
  readonly endOn?: string;
  /** How long to wait for digits after the question, in seconds. */
  readonly waitSeconds: number;
  /** How many times the question is asked. @default 1 */
  readonly attempts?: number;
};

/** Listen for digits in the background from now on: each match is reported as a `digits` event. */
export type ListenStep = {
  readonly kind: 'listen';
  readonly pattern: string;
  readonly betweenDigitsSeconds: number;
  readonly flushSeconds: number;
};

/** Ring a second party and connect it to the caller. */
export type BridgeStep = {
  readonly kind: 'bridge';
  readonly callerId: E164;
  readonly target: BridgeTarget;
  /** @default 30 */
  readonly ringSeconds?: number;
  /** The prompt that the caller hears, repeated, while it rings. @default the network's ringback tone */
  readonly ringback?: string;
};

/** Record what the caller says. */
export type RecordStep = {
  readonly kind: 'record';
  readonly maxSeconds?: number;
  /** Stop after this much silence, in seconds. */
  readonly silenceSeconds?: number;
  /** Keys that end the recording. */
  readonly stopOn: string;
  /** The folder of the recordings store that it is saved in. */
  readonly folder?: string;
};

/** Send digits to the far end. A comma is a pause of half a second. */
export type SendDigitsStep = { readonly kind: 'send-digits'; readonly digits: string; readonly leg: string };

/** Wait silently. */
export type PauseStep = { readonly kind: 'pause'; readonly seconds: number };

/** End one leg: the leg of the event, unless another is named. */
export type EndStep = {
  readonly kind: 'end';
  readonly leg?: string;
  readonly because?: 'unavailable' | 'busy';
};

/** One thing that a call does next, in vendor-neutral terms. */
export type Step =
  PlayStep | AskStep | ListenStep | BridgeStep | RecordStep | SendDigitsStep | PauseStep | EndStep;
