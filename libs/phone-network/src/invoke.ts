import type { Cancel, NetworkTime } from './time';

/** A Lambda handler: JSON in, JSON out. */
export type Handler = (event: unknown) => Promise<unknown>;

/** What becomes of one delivery of an event to the Lambda, and of its answer. Times in milliseconds. */
export type Delivery = {
  readonly deliverAfter: number;
  readonly answerAfter: number;
  /** The event never arrives. */
  readonly lost?: boolean;
  /** The Lambda works, and its answer never arrives. */
  readonly answerLost?: boolean;
  /** The event arrives a second time, so much later; that answer is not looked at. */
  readonly againAfter?: number;
};

/** What becomes of each attempt, 0 being the first. */
export type DeliveryPlan = (attempt: number) => Delivery;

/** A network that works: 5 ms there, 5 ms back. */
export const goodNetwork: DeliveryPlan = () => ({ deliverAfter: 5, answerAfter: 5 });

export type InvocationOutcome =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'gave-up'; readonly why: 'operation timed out' | 'the function failed twice' };

// Developer guide, page timeouts: asked again after 5 s, given up after 20 s; an error is tried once more.
// That every 5 s without an answer brings another attempt is our reading; the page does not give the cadence.
const retryAfter = 5_000;
const giveUpAfter = 20_000;

export type InvokeOptions = {
  readonly time: NetworkTime;
  readonly handler: Handler;
  readonly event: unknown;
  readonly deliveryPlan: DeliveryPlan;
  /** Told of each error that the handler throws. */
  readonly failed: (error: unknown) => void;
  readonly done: (outcome: InvocationOutcome) => void;
};

/** Delivers an event to a Lambda as the service does, and calls `done` once. An answer that comes too late is dropped. */
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

/** What is left of a value after it has travelled as JSON. */
const asWire = (value: unknown): unknown => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
};
