import type { ActionData, InvocationEventType, SmaInvocation } from '@dialplane/telephony-actions';
import { invoke, type DeliveryPlan, type Handler, type InvocationOutcome } from './invoke';
import type { SimulatedLeg } from './simulated-leg';
import type { NetworkTime } from './time';

/** An event on its way to the Lambda. */
export type QueuedEvent = {
  readonly type: InvocationEventType;
  /** The leg it is about: actions in the answer work on it unless they name another. */
  readonly leg: SimulatedLeg;
  readonly actionData?: ActionData;
  readonly error?: { readonly type: string; readonly message: string };
};

/** The events of one call: each waits until the one before it is answered. */
export type EventQueue = {
  readonly post: (mail: QueuedEvent) => void;
  /** Puts an event before those that wait. */
  readonly postFirst: (mail: QueuedEvent) => void;
  /** How many events were sent, retries not counted. */
  readonly sent: () => number;
};

export type EventQueueOptions = {
  readonly time: NetworkTime;
  readonly handler: Handler;
  readonly deliveryPlanFor: (eventType: string) => DeliveryPlan;
  /** Whether an event that waits is overtaken by the one behind it. */
  readonly overtakes: () => boolean;
  readonly eventOf: (mail: QueuedEvent, sequence: number) => SmaInvocation;
  /** Told when an event is sent. */
  readonly sending: (mail: QueuedEvent) => void;
  readonly answered: (mail: QueuedEvent, outcome: InvocationOutcome) => void;
  /** Told when the call has had all the invocations there are. */
  readonly exhausted: () => void;
  readonly failed: (error: unknown) => void;
};

// Developer guide, page invoke-on-call-leg.
const mostInvocations = 1_000;

export const eventQueue = (options: EventQueueOptions): EventQueue => {
  const waiting: QueuedEvent[] = [];
  let sequence = 0;
  let busy = false;

  const send = (): void => {
    if (busy) return;
    const [mail] = waiting.splice(waiting.length > 1 && options.overtakes() ? 1 : 0, 1);
    if (!mail) return;
    if (sequence >= mostInvocations) return options.exhausted();
    sequence += 1;
    busy = true;
    options.sending(mail);
    invoke({
      time: options.time,
      handler: options.handler,
      event: options.eventOf(mail, sequence),
      deliveryPlan: options.deliveryPlanFor(mail.type),
      failed: options.failed,
      done: (outcome) => {
        busy = false;
        options.answered(mail, outcome);
        send();
      },
    });
  };

  return {
    post: (mail) => {
      waiting.push(mail);
      send();
    },
    postFirst: (mail) => {
      waiting.unshift(mail);
      send();
    },
    sent: () => sequence,
  };
};
