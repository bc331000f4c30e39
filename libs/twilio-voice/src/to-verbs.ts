import type { AskStep, BridgeStep, EndStep, PlayStep, Sound, Step } from '@dialplane/call-control';
import { unreachable } from '@dialplane/basics';
import { isE164 } from '@dialplane/phone-numbers';
import type { DialTarget, Verb } from './verb';

/** What callers hear. */
export type TwilioMedia = {
  /** The URL of a recorded prompt, where there is one. */
  readonly promptUrl?: (name: string) => string;
  /** What is spoken in place of a prompt that has no recording. A prompt in neither is left out. */
  readonly promptTexts?: Readonly<Record<string, string>>;
  /** A BCP 47 tag. @default en-US */
  readonly language?: string;
};

/** What the adapter knows while it writes an answer. */
export type TwimlContext = {
  readonly media: TwilioMedia;
  /** The id of the caller's leg. */
  readonly caller: string;
  /** The call was not answered yet, and can be rejected. */
  readonly isNew: boolean;
  /** The URL to ask after a step. */
  readonly next: (step: Step['kind'], passedOver?: true) => string;
};

/**
 * Steps in TwiML's verbs. Twilio asks what to do next when the last of them is over.
 *
 * @throws Error for a step that Twilio cannot do, saying what would work
 */
export const toVerbs = (steps: readonly Step[], around: TwimlContext): readonly Verb[] => {
  const verbs = steps.flatMap((step, index) => verbsOf(step, around, index === 0 && around.isNew));
  const last = steps.at(-1);
  if (!last || last.kind === 'bridge' || last.kind === 'end') return verbs;
  const mayPassOver = last.kind === 'record' || last.kind === 'ask';
  return [...verbs, { kind: 'redirect', url: around.next(last.kind, mayPassOver ? true : undefined) }];
};

const verbsOf = (step: Step, around: TwimlContext, canReject: boolean): readonly Verb[] => {
  switch (step.kind) {
    case 'play':
      return play(step, around);
    case 'ask':
      return ask(step, around);
    case 'bridge':
      return [bridge(step, around)];
    case 'record':
      return [
        {
          kind: 'record',
          action: around.next('record'),
          stopOn: step.stopOn,
          ...(step.maxSeconds !== undefined && { maxSeconds: step.maxSeconds }),
          ...(step.silenceSeconds !== undefined && { silenceSeconds: step.silenceSeconds }),
        },
      ];
    case 'send-digits':
      onlyTo(around.caller, step.leg, 'send digits');
      return [{ kind: 'play-digits', digits: step.digits.replaceAll(',', 'w') }];
    case 'pause':
      return [{ kind: 'pause', seconds: step.seconds }];
    case 'end':
      return end(step, around, canReject);
    case 'listen':
      throw new Error('Cannot listen in the background on Twilio: use ask, which waits for the digits');
    default:
      return unreachable(step);
  }
};

const onlyTo = (caller: string, leg: string | undefined, what: string): void => {
  if (leg !== undefined && leg !== caller)
    throw new Error(`Cannot ${what} to a leg that was rung on Twilio: only the caller's leg takes verbs`);
};

/** A sound as verbs: none for a prompt that has neither a recording nor a text. */
const soundOf = (
  sound: Sound,
  { media }: TwimlContext,
): readonly Extract<Verb, { kind: 'say' | 'play' }>[] => {
  if (sound.kind === 'speech')
    return [{ kind: 'say', text: sound.text, language: sound.language ?? media.language ?? 'en-US' }];
  const url = media.promptUrl?.(sound.name);
  if (url) return [{ kind: 'play', url }];
  const text = media.promptTexts?.[sound.name];
  return text ? [{ kind: 'say', text, language: media.language ?? 'en-US' }] : [];
};

const play = ({ sound, times, stopOn, leg }: PlayStep, around: TwimlContext): readonly Verb[] => {
  onlyTo(around.caller, leg, 'play');
  if (stopOn) throw new Error('Cannot stop a sound on a key on Twilio: use ask, or leave out stopOn');
  return soundOf(sound, around).map((verb) => ({ ...verb, ...(times !== undefined && { times }) }));
};

const ask = (step: AskStep, around: TwimlContext): readonly Verb[] => {
  if (step.pattern)
    throw new Error(
      'Cannot check digits against a pattern on Twilio: use maxDigits, and check them in the app',
    );
  const [question] = soundOf(step.question, around);
  if (!question) throw new Error('Cannot ask on Twilio: the question has neither a recording nor a text');
  const gather: Verb = {
    kind: 'gather',
    question,
    action: around.next('ask'),
    waitSeconds: step.waitSeconds,
    ...(step.maxDigits !== undefined && { maxDigits: step.maxDigits }),
    ...(step.endOn !== undefined && { endOn: step.endOn }),
  };
  return [...Array.from({ length: step.attempts ?? 1 }, () => gather), ...soundOf(step.failure, around)];
};

const bridge = ({ callerId, target, ringSeconds = 30 }: BridgeStep, { next }: TwimlContext): Verb => ({
  kind: 'dial',
  // A short number, such as +1911 in place of a withheld caller, is no caller ID that Twilio takes: it shows the caller's own.
  ...(isE164(callerId) && callerId.length > 6 && { callerId }),
  targets: [targetOf(target)],
  action: next('bridge'),
  ringSeconds,
});

const targetOf = (target: BridgeStep['target']): DialTarget => {
  // Twilio takes emergency numbers and service codes as people dial them: +1911 as 911.
  if (target.kind === 'phone') return { kind: 'number', number: target.number.replace(/^\+1(?=\d{3}$)/, '') };
  if (/^arn:/.test(target.trunk))
    throw new Error(`Cannot ring ${target.trunk} on Twilio: expected the host of a SIP address as the trunk`);
  // Twilio passes on no other headers (twilio.com/docs/voice/twiml/sip, "Custom headers").
  const headers = Object.entries(target.headers ?? {}).filter(([name]) => /^X-/i.test(name));
  const query = headers
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    kind: 'sip',
    uri: `sip:${encodeURIComponent(target.user)}@${target.trunk}${query && `?${query}`}`,
  };
};

/** A leg that was rung is over by the time we are asked: Twilio ends it with the caller's, and asks after its end. */
const end = ({ leg, because }: EndStep, { caller }: TwimlContext, canReject: boolean): readonly Verb[] => {
  if (leg !== undefined && leg !== caller) return [];
  if (canReject && because) return [{ kind: 'reject', reason: because === 'busy' ? 'busy' : 'rejected' }];
  return [{ kind: 'hangup' }];
};
