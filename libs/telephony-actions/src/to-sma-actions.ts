import type { AskStep, BridgeStep, PlayStep, Sound, Step, RecordStep } from '@dialplane/call-control';
import { unreachable } from '@dialplane/basics';
import { callAndBridge } from './actions/call-and-bridge';
import { hangup } from './actions/hangup';
import { pause } from './actions/pause';
import { playAudio } from './actions/play-audio';
import { playAudioAndGetDigits } from './actions/play-audio-and-get-digits';
import { receiveDigits } from './actions/receive-digits';
import { recordAudio } from './actions/record-audio';
import { sendDigits } from './actions/send-digits';
import { speak } from './actions/speak';
import { speakAndGetDigits } from './actions/speak-and-get-digits';
import type { GatheringOptions } from './rules/gathering';
import type { SoundFile } from './rules/s3-object';
import type { SpeechOptions } from './rules/speech';
import type { SmaAction } from './sma-action';

/** The buckets of an app's prompts and recordings. */
export type ChimeMedia = {
  /** A prompt's key is its name and `.wav`. */
  readonly prompts: { readonly bucket: string };
  /** Required by an app that records. */
  readonly recordings?: { readonly bucket: string };
  /** The voice of Amazon Polly for each language, such as `{ 'de-DE': 'Vicki' }`. @default Joanna for every language */
  readonly voices?: Readonly<Record<string, string>>;
};

/**
 * The actions for a step: several where Chime has no single one for it.
 *
 * @param legAbout the id of the leg that a step without a leg refers to
 * @throws Error for a step that Chime cannot do, saying what would work
 */
export const toSmaActions = (step: Step, media: ChimeMedia, legAbout: string): readonly SmaAction[] => {
  switch (step.kind) {
    case 'play':
      return play(step, media, legAbout);
    case 'ask':
      return [ask(step, media, legAbout)];
    case 'listen':
      return [
        receiveDigits({
          inputDigitsRegex: step.pattern,
          inBetweenDigitsDurationSeconds: step.betweenDigitsSeconds,
          flushDigitsDurationSeconds: step.flushSeconds,
        }),
      ];
    case 'bridge':
      return [bridge(step, media)];
    case 'record':
      return [record(step, media)];
    case 'send-digits':
      return [sendDigits({ callId: step.leg, digits: step.digits })];
    case 'pause':
      return [pause({ durationSeconds: step.seconds })];
    case 'end':
      return [hangup({ ...onLeg(step.leg), sipResponseCode: responseCodes[step.because ?? 'over'] })];
    default:
      return unreachable(step);
  }
};

const responseCodes = { over: 0, unavailable: 480, busy: 486 } as const;

const onLeg = (leg: string | undefined) => (leg === undefined ? {} : { callId: leg });

const soundFile = (name: string, media: ChimeMedia): SoundFile => ({
  bucket: media.prompts.bucket,
  key: `${name}.wav`,
});

type Speech = Extract<Sound, { kind: 'speech' }>;

const speech = ({ text, language }: Speech, { voices = {} }: ChimeMedia): SpeechOptions => {
  const voice = language && voices[language];
  return { text, ...(language && { languageCode: language }), ...(voice && { voiceId: voice }) };
};

const play = (step: PlayStep, media: ChimeMedia, legAbout: string): readonly SmaAction[] => {
  const { sound, times, stopOn, leg } = step;
  if (sound.kind === 'prompt') {
    return [
      playAudio({
        ...onLeg(leg),
        audioSource: soundFile(sound.name, media),
        ...(stopOn && { playbackTerminators: stopOn }),
        ...(times !== undefined && { repeat: times }),
      }),
    ];
  }
  if (stopOn) throw new Error('Cannot stop speech on a key on Chime: play a prompt, or remove stopOn');
  const once = speak({ callId: leg ?? legAbout, ...speech(sound, media) });
  return Array.from({ length: times ?? 1 }, () => once); // Speak has no Repeat
};

const ask = (step: AskStep, media: ChimeMedia, legAbout: string): SmaAction => {
  const { question, failure } = step;
  if (question.kind === 'prompt' && failure.kind === 'prompt') {
    return playAudioAndGetDigits({
      ...onLeg(step.leg),
      audioSource: soundFile(question.name, media),
      failureAudioSource: soundFile(failure.name, media),
      ...gathering(step),
    });
  }
  if (question.kind === 'speech' && failure.kind === 'speech') {
    return speakAndGetDigits({
      callId: step.leg ?? legAbout,
      speech: speech(question, media),
      failureSpeech: speech(failure, media),
      ...gathering(step),
    });
  }
  throw new Error(
    `Cannot ask with a ${question.kind} and a failure that is a ${failure.kind} on Chime: expected two prompts or two speech sounds`,
  );
};

const gathering = ({
  minDigits,
  maxDigits,
  pattern,
  endOn,
  waitSeconds,
  attempts,
}: AskStep): GatheringOptions => {
  const exactly = minDigits === maxDigits ? minDigits : undefined;
  const regex = pattern ?? (exactly === undefined ? undefined : `^[0-9*#]{${exactly}}$`);
  return {
    repeatDurationSeconds: waitSeconds,
    ...(regex !== undefined && { inputDigitsRegex: regex }),
    // Chime requires the maximum to be more than the minimum, so "exactly four" has to be expressed by the pattern.
    ...(minDigits !== undefined && { minNumberOfDigits: exactly === undefined ? minDigits : exactly - 1 }),
    ...(maxDigits !== undefined && { maxNumberOfDigits: maxDigits }),
    ...(endOn !== undefined && { terminatorDigits: endOn }),
    ...(attempts !== undefined && { repeat: attempts }),
  };
};

const bridge = ({ callerId, target, ringSeconds, ringback }: BridgeStep, media: ChimeMedia): SmaAction =>
  callAndBridge({
    callerIdNumber: callerId,
    ...(ringSeconds !== undefined && { callTimeoutSeconds: ringSeconds }),
    ...(ringback && { ringbackTone: soundFile(ringback, media) }),
    ...(target.kind === 'phone'
      ? { phone: target.number }
      : {
          trunk: {
            arn: target.trunk,
            user: target.user,
            ...(target.headers && { sipHeaders: target.headers }),
          },
        }),
  });

const record = (step: RecordStep, { recordings }: ChimeMedia): SmaAction => {
  if (!recordings) throw new Error('Cannot record on Chime: pass a recordings bucket to onChime');
  const { folder, stopOn, maxSeconds, silenceSeconds } = step;
  return recordAudio({
    recordingDestination: { bucket: recordings.bucket, ...(folder && { prefix: folder }) },
    recordingTerminators: stopOn,
    ...(maxSeconds !== undefined && { durationSeconds: maxSeconds }),
    ...(silenceSeconds !== undefined && { silenceDurationSeconds: silenceSeconds }),
  });
};
