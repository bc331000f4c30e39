import type { Cancel, NetworkTime } from './time';

/** A Lambda handler: JSON in, JSON out. */
export type Handler = (event: unknown) => Promise<unknown>;

/** How one event is delivered to the Lambda, and its response back. Times in milliseconds. */
export type Delivery = {
  readonly deliverAfter: number;
  readonly answerAfter: number;
  /** The event never arrives. */
  readonly lost?: boolean;
  /** The Lambda runs, but its response never arrives. */
  readonly answerLost?: boolean;
  /** The event is delivered a second time, this much later; the second response is ignored. */
  readonly againAfter?: number;
};

/** The delivery of each attempt, starting with 0. */
export type DeliveryPlan = (attempt: number) => Delivery;

/** Delivery without faults: 5 ms each way. */
export const goodNetwork: DeliveryPlan = () => ({ deliverAfter: 5, answerAfter: 5 });

export type InvocationOutcome =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'gave-up'; readonly why: 'operation timed out' | 'the function failed twice' };

// Developer guide, page timeouts: the service retries after 5 s and gives up after 20 s; after an error it retries once.
// A retry every 5 s is our reading; the page does not give the interval.
const retryAfter = 5_000;
const giveUpAfter = 20_000;

export type InvokeOptions = {
  readonly time: NetworkTime;
  readonly handler: Handler;
  readonly event: unknown;
  readonly deliveryPlan: DeliveryPlan;
  /** Called with each error that the handler throws. */
  readonly failed: (error: unknown) => void;
  readonly done: (outcome: InvocationOutcome) => void;
};

/** Delivers an event to a Lambda as the service does, and calls `done` once. A late response is dropped. */
export const invoke = ({ time, handler, event, deliveryPlan, failed, done }: InvokeOptions): void => {
  const wire = JSON.stringify(event);
  let settled = false;
  let attempts = 0;
  let failures = 0;
  const timers: Cancel[] = [];

  const settle = (outcome: InvocationOutcome) => {
    if (settled) return;
    settled = true;
    timers.forEach((cancel) => cancel());
    done(outcome);
  };

  const attempt = () => {
    if (settled) return;
    const { deliverAfter, answerAfter, lost, answerLost, againAfter } = deliveryPlan(attempts++);
    const deliver = async (answered: boolean) => {
      let answer: unknown;
      try {
        answer = asWire(await handler(JSON.parse(wire)));
      } catch (error) {
        failed(error);
        if (!answered || settled) return;
        failures += 1;
        if (failures > 1) settle({ kind: 'gave-up', why: 'the function failed twice' });
        else attempt();
        return;
      }
      if (!answered) return;
      time.after(answerAfter, () => settle({ kind: 'answered', answer }));
    };
    if (!lost) time.after(deliverAfter, () => deliver(!answerLost));
    if (againAfter !== undefined) time.after(deliverAfter + againAfter, () => deliver(false));
  };

  for (let later = retryAfter; later < giveUpAfter; later += retryAfter)
    timers.push(time.after(later, attempt));
  timers.push(time.after(giveUpAfter, () => settle({ kind: 'gave-up', why: 'operation timed out' })));
  attempt();
};

/** A value after a round trip through JSON. */
const asWire = (value: unknown): unknown => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
};
