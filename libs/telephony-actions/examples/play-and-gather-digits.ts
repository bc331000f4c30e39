/**
 * A menu: it asks for a four-digit extension, repeats it, and hangs up.
 *
 * Written as a vendor-neutral call app: it would work the same with another provider.
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
            question: { kind: 'speech', text: 'Please enter your extension.' },
            failure: { kind: 'speech', text: 'That is not an extension.' },
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
        steps: [say(`You entered ${[...(event.digits ?? '')].join(' ')}. Goodbye.`), { kind: 'end' }],
        remember: { extension: event.digits ?? '' },
      };
    case 'step-failed':
      return { steps: [{ kind: 'end' }] };
    default:
      return { steps: 'carry-on' }; // no other event may end the call
  }
};

export const app: SmaApp = onChime(menu, { prompts: { bucket: 'prompts' } });
