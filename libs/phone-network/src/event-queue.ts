import type { ActionData, InvocationEventType, SmaInvocation } from '@dialplane/telephony-actions';
import { invoke, type DeliveryPlan, type Handler, type InvocationOutcome } from './invoke';
import type { SimulatedLeg } from './simulated-leg';
import type { NetworkTime } from './time';

/** An event that is to be sent to the Lambda. */
export type QueuedEvent = {
  readonly type: InvocationEventType;
  /** The leg of the event: actions in the response work on it unless they name another. */
  readonly leg: SimulatedLeg;
  readonly actionData?: ActionData;
  readonly error?: { readonly type: string; readonly message: string };
};

/** The events of one call. Each waits for the response to the one before it. */
export type EventQueue = {
  readonly post: (mail: QueuedEvent) => void;
  /** Puts an event before the waiting ones. */
  readonly postFirst: (mail: QueuedEvent) => void;
  /** How many events were sent, retries not counted. */
  readonly sent: () => number;
};

export type EventQueueOptions = {
  readonly time: NetworkTime;
  readonly handler: Handler;
  readonly deliveryPlanFor: (eventType: string) => DeliveryPlan;
  /** Whether a waiting event is overtaken by the next one. */
  readonly overtakes: () => boolean;
  readonly eventOf: (mail: QueuedEvent, sequence: number) => SmaInvocation;
  /** Called when an event is sent. */
  readonly sending: (mail: QueuedEvent) => void;
  readonly answered: (mail: QueuedEvent, outcome: InvocationOutcome) => void;
  /** Called when the call has used up its invocations. */
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
