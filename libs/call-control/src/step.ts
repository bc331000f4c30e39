import type { E164 } from '@dialplane/phone-numbers';

/** Where a second leg rings. Only a SIP trunk takes headers, so only `trunk` has them. */
export type BridgeTarget =
  | { readonly kind: 'phone'; readonly number: E164 }
  | {
      readonly kind: 'trunk';
      /** The provider's name for the trunk, such as a Voice Connector's ARN. */
      readonly trunk: string;
      /** The user part of the address rung. */
      readonly user: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Something a caller hears. */
export type Sound =
  /** A recorded prompt, by its name, without folder or file ending. */
  | { readonly kind: 'prompt'; readonly name: string }
  /** Text read out. `language` is a BCP 47 tag such as `en-US`. */
  | { readonly kind: 'speech'; readonly text: string; readonly language?: string };

/** Let somebody hear something. */
export type PlayStep = {
  readonly kind: 'play';
  readonly sound: Sound;
  /** @default 1 */
  readonly times?: number;
  /** Keys that cut it short. @default none */
  readonly stopOn?: string;
  readonly leg?: string;
};

/** Ask the caller for digits. */
export type AskStep = {
  readonly kind: 'ask';
  readonly question: Sound;
  /** Heard when no attempt gave the digits. */
  readonly failure: Sound;
  readonly minDigits?: number;
  readonly maxDigits?: number;
  /** A regular expression that the digits must match. */
  readonly pattern?: string;
  /** The key that ends the input. @default # */
  readonly endOn?: string;
  /** How long to wait for the caller after the question, in seconds. */
  readonly waitSeconds: number;
  /** How often the question is asked. @default 1 */
  readonly attempts?: number;
};

/** Hear digits from now on, whatever else happens: each match comes as a `digits` event. */
export type ListenStep = {
  readonly kind: 'listen';
  readonly pattern: string;
  readonly betweenDigitsSeconds: number;
  readonly flushSeconds: number;
};

/** Ring someone, and join them to the caller. */
export type BridgeStep = {
  readonly kind: 'bridge';
  readonly callerId: E164;
  readonly target: BridgeTarget;
  /** @default 30 */
  readonly ringSeconds?: number;
  /** The prompt that the caller hears, over and over, while it rings. @default the network's own tone */
  readonly ringback?: string;
};

/** Record what the caller says. */
export type RecordStep = {
  readonly kind: 'record';
  readonly maxSeconds?: number;
  /** End after so much silence, in seconds. */
  readonly silenceSeconds?: number;
  /** Keys that end the recording. */
  readonly stopOn: string;
  /** Where it is kept: a folder of the recordings store. */
  readonly folder?: string;
};

/** Key digits at the other side, `,` being half a second's pause. */
export type SendDigitsStep = { readonly kind: 'send-digits'; readonly digits: string; readonly leg: string };

/** Wait in silence. */
export type PauseStep = { readonly kind: 'pause'; readonly seconds: number };

/** End one leg: the one the event is about, unless another is named. */
export type EndStep = {
  readonly kind: 'end';
  readonly leg?: string;
  readonly because?: 'unavailable' | 'busy';
};

/** What a call is told to do next, in no provider's words. */
export type Step =
  PlayStep | AskStep | ListenStep | BridgeStep | RecordStep | SendDigitsStep | PauseStep | EndStep;
