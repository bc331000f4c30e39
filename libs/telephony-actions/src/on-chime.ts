import type { CallApp } from '@dialplane/call-control';
import { callEventOf } from './call-event';
import type { SmaApp } from './sma-handler';
import { actionsOf, type ChimeMedia } from './steps';

/** Puts a call app, which knows no provider, behind Chime: `smaHandler(onChime(app, media))` is the Lambda's handler. */
export const onChime =
  (app: CallApp, media: ChimeMedia): SmaApp =>
  async (event) => {
    const { steps, remember } = await app(callEventOf(event));
    return {
      actions: steps === 'carry-on' ? steps : steps.flatMap((step) => actionsOf(step, event, media)),
      ...(remember && { remember }),
    };
  };
