import type { ActionData, InvocationEventType, SmaInvocation } from '@dialplane/telephony-actions';
import { invoke, type Fates, type Handler, type InvocationOutcome } from './invoke';
import type { SmaLeg } from './sma-leg';
import type { Time } from './time';

/** An event on its way to the Lambda. */
export type Mail = {
  readonly type: InvocationEventType;
  /** The leg it is about: actions in the answer work on it unless they name another. */
  readonly leg: SmaLeg;
  readonly actionData?: ActionData;
  readonly error?: { readonly type: string; readonly message: string };
};

/** The events of one call: each waits until the one before it is answered. */
export type Mailbox = {
  readonly post: (mail: Mail) => void;
  /** Puts an event before those that wait. */
  readonly postFirst: (mail: Mail) => void;
  /** How many events were sent, retries not counted. */
  readonly sent: () => number;
};

export type MailboxOptions = {
  readonly time: Time;
  readonly handler: Handler;
  readonly fatesOf: (eventType: string) => Fates;
  /** Whether an event that waits is overtaken by the one behind it. */
  readonly overtakes: () => boolean;
  readonly eventOf: (mail: Mail, sequence: number) => SmaInvocation;
  /** Told when an event is sent. */
  readonly sending: (mail: Mail) => void;
  readonly answered: (mail: Mail, outcome: InvocationOutcome) => void;
  /** Told when the call has had all the invocations there are. */
  readonly exhausted: () => void;
  readonly failed: (error: unknown) => void;
};

// Developer guide, page invoke-on-call-leg.
const mostInvocations = 1_000;

export const mailbox = (options: MailboxOptions): Mailbox => {
  const waiting: Mail[] = [];
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
      fates: options.fatesOf(mail.type),
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
