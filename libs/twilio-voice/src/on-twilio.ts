import type { CallApp, CallMemory, Decision } from '@dialplane/call-control';
import { type CallState, readState, writeState } from './call-state';
import { fieldOf } from './form';
import { arrivalIn, endIn, type Happened, happenedIn } from './to-call-events';
import { toVerbs, type TwilioMedia } from './to-verbs';
import type { Verb } from './verb';
import type { WebhookRoute, Webhook } from './webhook-handler';

/**
 * Puts a call app, which knows no provider, behind Twilio: routes for `webhookHandler`.
 *
 * - `base`: a call came in. Give it to Twilio as the voice URL of the number, and `base/fallback` as its fallback.
 * - `base/next`: a step is over. What the app remembers travels in the query of this URL, which Twilio signs.
 * - `base/status`: a call ended. Give it to Twilio as the status callback of the number.
 */
export const onTwilio = (
  app: CallApp,
  media: TwilioMedia,
  base = '/voice/forwarding',
): Readonly<Record<string, WebhookRoute>> => {
  const answers = async (
    webhook: Webhook,
    happened: readonly Happened[],
    before: CallMemory,
    seen: number,
  ): Promise<readonly Verb[]> => {
    const id = webhook.field('CallSid');
    let memory = before;
    let sequence = seen;
    let decision: Decision = { steps: [] };
    for (const { body, legs } of happened) {
      sequence += 1;
      decision = await app({ ...body, call: { id, legs, memory }, sequence });
      memory = { ...memory, ...decision.remember };
    }
    // Twilio dropped what was waiting when it asked us, so there is nothing to carry on with.
    const steps = decision.steps === 'carry-on' ? [] : decision.steps;
    const next = (step: CallState['step'], passedOver?: true) => {
      const state = writeState({ memory, sequence, step, ...(passedOver && { passedOver }) });
      return webhook.urlOf(`${base}/next?state=${state}`);
    };
    return toVerbs(steps, { media, caller: id, isNew: seen === 0, next });
  };

  const arrival: WebhookRoute = (webhook) => answers(webhook, [arrivalIn(webhook)], {}, 0);

  return {
    [base]: arrival,
    [`${base}/fallback`]: arrival,
    [`${base}/next`]: async (webhook) => {
      const state = readState(fieldOf(webhook.query, 'state') ?? '');
      return answers(webhook, happenedIn(webhook, state), state.memory, state.sequence);
    },
    [`${base}/status`]: async (webhook) => {
      await answers(webhook, [endIn(webhook)], {}, 1);
      return [];
    },
  };
};
