import type { CallApp, CallMemory, Decision } from '@dialplane/call-control';
import { type CallState, readState, writeState } from './call-state';
import { failedAtFirst, failedUrl } from './failed-url';
import { fieldOf, type FormFields } from './form';
import { arrivalIn, endIn, type Happened, happenedIn } from './to-call-events';
import { toVerbs, type TwilioMedia } from './to-verbs';
import type { Verb } from './verb';
import type { WebhookRoute, Webhook } from './webhook-handler';

/**
 * Puts a call app, which knows no provider, behind Twilio: routes for `webhookHandler`.
 *
 * - `base`: a call came in. Give it to Twilio as the voice URL of the number, and `base/fallback` as its fallback. The fallback
 *   repeats what failed, from the state in its URL. A Dial is not repeated: after a call that was connected, phones would ring again.
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

  const next = (webhook: Webhook, query: FormFields): Promise<readonly Verb[]> => {
    const state = readState(fieldOf(query, 'state') ?? '');
    return answers(webhook, happenedIn(webhook, state), state.memory, state.sequence);
  };

  return {
    [base]: arrival,
    [`${base}/fallback`]: async (webhook) => {
      if (failedAtFirst(webhook, [base])) return arrival(webhook);
      const { isOneOf, query } = failedUrl(webhook);
      const { step } = readState(fieldOf(query, 'state') ?? '');
      // Without its status, a Dial may have been connected.
      const isClear =
        isOneOf([`${base}/next`]) && (step !== 'bridge' || webhook.field('DialCallStatus') !== '');
      return isClear ? next(webhook, query) : [{ kind: 'hangup' }];
    },
    [`${base}/next`]: (webhook) => next(webhook, webhook.query),
    [`${base}/status`]: async (webhook) => {
      await answers(webhook, [endIn(webhook)], {}, 1);
      return [];
    },
  };
};
