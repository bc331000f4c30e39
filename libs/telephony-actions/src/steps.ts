import type { Bridge, Step } from '@dialplane/call-control';
import { callAndBridge } from './actions/call-and-bridge';
import { hangup } from './actions/hangup';
import { playAudio } from './actions/play-audio';
import { recordAudio } from './actions/record-audio';
import type { LegOptions } from './rules/leg';
import type { SmaAction } from './sma-action';
import type { SmaEvent } from './sma-event';

/** Where an app's sounds lie, and where its recordings go. */
export type ChimeMedia = {
  /** A prompt's key is its name and `.wav`. */
  readonly prompts: { readonly bucket: string };
  readonly recordings?: { readonly bucket: string };
};

/** A step in Chime's words; more than one action where Chime has none that does it all. */
export const actionsOf = (step: Step, event: SmaEvent, media: ChimeMedia): readonly SmaAction[] => {
  const prompt = (name: string) => ({ bucket: media.prompts.bucket, key: `${name}.wav` });
  switch (step.kind) {
    case 'play':
      if (step.sound.kind === 'speech') throw new Error('not yet');
      return [
        playAudio({
          ...leg(step.leg),
          audioSource: prompt(step.sound.name),
          ...(step.stopOn !== undefined && { playbackTerminators: step.stopOn }),
          ...(step.times !== undefined && { repeat: step.times }),
        }),
      ];
    case 'bridge':
      return [
        callAndBridge({
          callerIdNumber: step.callerId,
          ...(step.ringSeconds !== undefined && { callTimeoutSeconds: step.ringSeconds }),
          ...(step.ringback !== undefined && { ringbackTone: prompt(step.ringback) }),
          ...targetOf(step),
        }),
      ];
    case 'record':
      if (!media.recordings) throw new Error('not yet');
      return [
        recordAudio({
          recordingDestination: {
            bucket: media.recordings.bucket,
            ...(step.folder !== undefined && { prefix: step.folder }),
          },
          recordingTerminators: step.stopOn,
          ...(step.maxSeconds !== undefined && { durationSeconds: step.maxSeconds }),
          ...(step.silenceSeconds !== undefined && { silenceDurationSeconds: step.silenceSeconds }),
        }),
      ];
    case 'end':
      return [hangup({ ...leg(step.leg), sipResponseCode: responseCodes[step.because ?? 'over'] })];
    default:
      throw new Error(`not yet: ${event.type}`);
  }
};

const responseCodes = { over: 0, unavailable: 480, busy: 486 } as const;

const leg = (callId: string | undefined): LegOptions => (callId === undefined ? {} : { callId });

const targetOf = ({ target }: Bridge) =>
  target.kind === 'phone'
    ? { phone: target.number }
    : {
        trunk: {
          arn: target.trunk,
          user: target.user,
          ...(target.headers && { sipHeaders: target.headers }),
        },
      };
