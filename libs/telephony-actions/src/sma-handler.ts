import type { Memory } from '@dialplane/call-control';
import { type Clock, systemClock } from '@dialplane/kernel';
import { answerOnce, keptAnswer, type Once } from './answer-once';
import type { AnswerStore } from './answer-store';
import { decodeSmaEvent } from './decode-sma-event';
import { encodeAnswer } from './encode-answer';
import type { SmaAction } from './sma-action';
import type { SmaAnswer } from './sma-answer';
import type { SmaEvent } from './sma-event';

/** What an app says to an event. */
export type SmaReply = {
  /**
   * What to do now, in order: it replaces what was queued. An empty list drops the queue; `carry-on` leaves it as it is.
   */
  readonly actions: readonly SmaAction[] | 'carry-on';
  /** Merged over what is remembered already. */
  readonly remember?: Memory;
};

/** A telephone service that says what to do in Chime's own words. */
export type SmaApp = (event: SmaEvent) => Promise<SmaReply>;

export type SmaHandlerOptions = {
  /** How long the app may take. The service asks again after 5 s (page timeouts). @default 3000 */
  readonly budgetMilliseconds?: number;
  /** Said in place of an app that takes longer. @default an error, so that the service asks again */
  readonly whenLate?: (event: SmaEvent) => SmaReply;
  /** For an app that acts on the world: it runs once an event, however often the event is delivered. */
  readonly answers?: AnswerStore;
  /** Told of what was read otherwise than it was written, and of a late app that fails. No phone numbers are in it. */
  readonly log?: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** @default the machine's own */
  readonly now?: Clock;
};

/**
 * Puts an app behind a SIP media application: the result is the Lambda's handler. It always sends all that is remembered,
 * because the service replaces the whole of it.
 *
 * It rejects, so that the service asks again and the Lambda's alarm rings, when the app fails or is late, when its answer
 * breaks a documented rule, when a store in `answers` fails, and when the input is no event at all.
 */
export const smaHandler =
  (app: SmaApp, options: SmaHandlerOptions = {}) =>
  async (input: unknown): Promise<SmaAnswer> => {
    const { budgetMilliseconds = 3000, whenLate, log = () => {} } = options;
    const { event, corrections } = decodeSmaEvent(input);
    const about = { call: event.transactionId, sequence: event.sequence, event: event.type };
    if (corrections.length > 0) log('Read an event otherwise than it was written', { ...about, corrections });

    const delivery = deliveryOf(event, options, budgetMilliseconds);
    const answer = delivery.answer(async () => answerOf(event, await app(event)));
    if (await isDoneWithin(budgetMilliseconds, answer)) return answer;

    delivery.late();
    answer.catch((error: unknown) => log('A late app failed', { ...about, error }));
    if (!whenLate) {
      throw new Error(
        `Cannot answer ${event.type} in ${budgetMilliseconds} ms: the app is late, the service asks again`,
      );
    }
    return delivery.instead(answerOf(event, whenLate(event)));
  };

const answerOf = (event: SmaEvent, { actions, remember = {} }: SmaReply): SmaAnswer =>
  encodeAnswer({
    SchemaVersion: '1.0',
    Actions: actions === 'carry-on' ? null : actions,
    TransactionAttributes: { ...event.attributes, ...remember },
  });

/** One delivery of an event, and how it is answered. */
type Delivery = {
  readonly answer: (work: () => Promise<SmaAnswer>) => Promise<SmaAnswer>;
  /** Tells that the time is over. */
  readonly late: () => void;
  /** Gives an answer in place of the one that did not come. */
  readonly instead: (answer: SmaAnswer) => Promise<SmaAnswer>;
};

const deliveryOf = (
  event: SmaEvent,
  { answers, now = systemClock }: SmaHandlerOptions,
  budgetMilliseconds: number,
): Delivery => {
  // Without a sequence an event cannot be told from the next one of the call: it is answered each time.
  if (!answers || event.sequence === 0) {
    return { answer: (work) => work(), late: () => {}, instead: async (answer) => answer };
  }

  let late = false;
  let mine = false;
  const once: Once = {
    answers,
    run: {
      event: { transactionId: event.transactionId, sequence: event.sequence },
      by: crypto.randomUUID(),
    },
    now,
    claimSeconds: Math.ceil(budgetMilliseconds / 1000) + 1,
    patient: () => !late,
    claimed: () => {
      mine = true;
    },
  };
  return {
    answer: (work) => answerOnce(once, work),
    late: () => {
      late = true;
    },
    instead: async (answer) => {
      if (mine) return keptAnswer(once, answer);
      throw new Error('Cannot answer the event: another delivery of it is at work, come back');
    },
  };
};

/** Whether a promise comes to an end, good or bad, in time. */
const isDoneWithin = async (milliseconds: number, work: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const bell = new Promise<boolean>((ring) => {
    timer = setTimeout(() => ring(false), milliseconds);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, bell]);
  } finally {
    clearTimeout(timer);
  }
};
