import type { CallApp } from '@dialplane/call-control';
import { toCallEvent } from './to-call-event';
import type { SmaEvent } from './sma-event';
import type { SmaApp } from './sma-handler';
import { toSmaActions, type ChimeMedia } from './to-sma-actions';

/**
 * Puts a call app, which knows no provider, behind Chime: `smaHandler(onChime(app, media))` is the Lambda's handler.
 *
 * The app it makes rejects for a step that Chime cannot do: a key that stops speech, a question and its failure of which
 * one is a prompt and the other speech, or a recording without a bucket for it.
 */
export const onChime =
  (app: CallApp, media: ChimeMedia): SmaApp =>
  async (event) => {
    const { steps, remember } = await app(toCallEvent(event));
    return {
      actions:
        steps === 'carry-on' ? steps : steps.flatMap((step) => toSmaActions(step, media, legAbout(event))),
      ...(remember && { remember }),
    };
  };

/** The leg that an event is about, if it is still up; the caller's otherwise, or whichever is left. */
const legAbout = (event: SmaEvent): string => {
  const up = event.legs.filter(({ connected }) => connected);
  const named = 'action' in event ? event.action.parameters['CallId'] : undefined;
  const leg =
    up.find(({ callId }) => callId === named) ??
    up.find(({ tag }) => tag === 'LEG-A') ??
    up[0] ??
    event.legs[0];
  return leg?.callId ?? '';
};
