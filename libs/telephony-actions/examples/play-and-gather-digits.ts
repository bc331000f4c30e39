/**
 * A menu: it asks for a four-digit extension, reads it back, and hangs up.
 *
 * Written as a call app, in no provider's words: it would do the same behind another provider.
 */
import { type CallApp, type Step } from '@dialplane/call-control';
import { onChime, type SmaApp } from '../src';

const say = (text: string): Step => ({ kind: 'play', sound: { kind: 'speech', text } });

const menu: CallApp = async (event) => {
  switch (event.kind) {
    case 'arrival':
      return {
        steps: [
          {
            kind: 'ask',
            question: { kind: 'speech', text: 'Please key your extension.' },
            failure: { kind: 'speech', text: 'That was no extension.' },
            minDigits: 4,
            maxDigits: 4,
            waitSeconds: 5,
            attempts: 3,
          },
        ],
      };
    case 'steps-done':
      if (event.step !== 'ask') return { steps: [] };
      return {
        steps: [say(`You keyed ${[...(event.digits ?? '')].join(' ')}. Goodbye.`), { kind: 'end' }],
        remember: { extension: event.digits ?? '' },
      };
    case 'step-failed':
      return { steps: [{ kind: 'end' }] };
    default:
      return { steps: 'carry-on' }; // nothing else that happens may end the call
  }
};

export const app: SmaApp = onChime(menu, { prompts: { bucket: 'prompts' } });
