/**
 * A voice mailbox: it plays a greeting, records up to two minutes until the caller presses # or is silent, says thanks and
 * hangs up.
 *
 * Written as a vendor-neutral call app. The place of the recording is remembered with the call; an app that sends it on would do
 * so on `steps-done`.
 */
import { type CallApp, type Step } from '@dialplane/call-control';
import { onChime, type SmaApp } from '../src';

const prompt = (name: string): Step => ({ kind: 'play', sound: { kind: 'prompt', name } });

const mailbox: CallApp = async (event) => {
  switch (event.kind) {
    case 'arrival':
      return {
        steps: [
          prompt('leave-a-message'),
          { kind: 'record', folder: 'messages', maxSeconds: 120, silenceSeconds: 5, stopOn: '#' },
        ],
      };
    case 'steps-done':
      if (event.step !== 'record') return { steps: [] };
      return {
        steps: [prompt('thank-you'), { kind: 'end' }],
        remember: { recording: event.recording ?? '' },
      };
    case 'step-failed':
      return { steps: [{ kind: 'end' }] };
    default:
      return { steps: 'carry-on' };
  }
};

export const app: SmaApp = onChime(mailbox, {
  prompts: { bucket: 'prompts' },
  recordings: { bucket: 'recordings' },
});
