import type { DeliveryPlan, NetworkTime } from '@dialplane/phone-network';
import type { WebhookParameters } from './webhook';
import { webhookRequest } from './webhook';

/** Sends a webhook to its URL. */
export type Send = (request: Request) => Promise<Response>;

/** The answer, or why there was none. */
export type Answered =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly text: string;
    }
  | { readonly kind: 'failed'; readonly code: number; readonly message: string };

export type WebhookCall = {
  readonly url: string;
  readonly method: string;
  readonly parameters: WebhookParameters;
};

export type Sender = {
  readonly time: NetworkTime;
  readonly send: Send;
  readonly authToken: string;
  /** How a webhook and its answer are delivered. */
  readonly deliveryPlanFor: (url: string) => DeliveryPlan;
  /** Called with each error that a handler throws. */
  readonly failed: (error: unknown) => void;
};

/** Twilio waits 15 s for an answer (docs, error 11205 and "Webhooks: connection overrides"). */
const patience = 15_000;

/** Sends a webhook and calls `done` once: with the answer, or with an error code after Twilio's time-out. */
export const sendWebhook = (
  { time, send, authToken, deliveryPlanFor, failed }: Sender,
  { url, method, parameters }: WebhookCall,
  done: (answered: Answered) => void,
): void => {
  const request = webhookRequest(url, method, parameters, authToken);
  const { deliverAfter, answerAfter, lost, answerLost, againAfter } = deliveryPlanFor(url)(0);
  let settled = false;
  const settle = (answered: Answered): void => {
    if (settled) return;
    settled = true;
    giveUp();
    done(answered);
  };
  const giveUp = time.after(patience, () =>
    settle({ kind: 'failed', code: 11205, message: `No answer of ${url} within 15 seconds` }),
  );
  const deliver = async (isHeard: boolean): Promise<void> => {
    let answered: Answered;
    try {
      const response = await send(request.clone());
      const text = await response.text();
      answered = {
        kind: 'answered',
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        text,
      };
    } catch (error) {
      failed(error);
      answered = { kind: 'failed', code: 11200, message: `HTTP retrieval failure: ${url}` };
    }
    if (isHeard) time.after(answerAfter, () => settle(answered));
  };
  if (!lost) time.after(deliverAfter, () => deliver(!answerLost));
  if (againAfter !== undefined) time.after(deliverAfter + againAfter, () => deliver(false));
};
