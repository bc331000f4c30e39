import type { CallApp } from '@dialplane/call-control';
import { toCallEvent } from './to-call-event';
import type { SmaEvent } from './sma-event';
import type { SmaApp } from './sma-handler';
import { toSmaActions, type ChimeMedia } from './to-sma-actions';

/**
 * Runs a vendor-neutral call app on Chime: `smaHandler(onChime(app, media))` is the Lambda's handler.
 *
 * The resulting app rejects for a step that Chime cannot do: a key that stops speech, a question that is a prompt with a failure
 * that is speech (or the reverse), or a recording without a bucket.
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

/** The leg of an event if it is still up; otherwise the caller's leg, or the one that is left. */
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
