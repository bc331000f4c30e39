import type { Memory } from '@dialplane/call-control';
import { type Clock, systemClock } from '@dialplane/basics';
import type { AnswerStore } from './answer-store';
import { checkSequence } from './check-answer';
import { decodeSmaEvent } from './decode-sma-event';
import { type Delivery, onceOnly, plainDelivery } from './delivery';
import { encodeAnswer } from './encode-answer';
import { endsInTime } from './in-time';
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
    for (const { message, hint } of checkSequence(event.sequence))
      log(`Sequence ${message}`, { ...about, hint });

    const delivery = deliveryOf(event, options, budgetMilliseconds);
    const answer = delivery.answer(async () => answerOf(event, await app(event)));
    if (await endsInTime(answer, budgetMilliseconds)) return answer;

    answer.catch((error: unknown) => log('A late app failed', { ...about, error }));
    const instead = await delivery.late(whenLate && answerOf(event, whenLate(event)));
    if (instead) return instead;
    throw new Error(
      `Cannot answer ${event.type} in ${budgetMilliseconds} ms: the app is late, so the service has to ask again`,
    );
  };

const answerOf = (event: SmaEvent, { actions, remember = {} }: SmaReply): SmaAnswer =>
  encodeAnswer({
    SchemaVersion: '1.0',
    Actions: actions === 'carry-on' ? null : actions,
    TransactionAttributes: { ...event.attributes, ...remember },
  });

const deliveryOf = (
  { transactionId, sequence }: SmaEvent,
  { answers, now = systemClock }: SmaHandlerOptions,
  budgetMilliseconds: number,
): Delivery =>
  // Without a sequence an event cannot be told from the next one of its call.
  answers && sequence > 0
    ? onceOnly({
        answers,
        run: { event: { transactionId, sequence }, by: crypto.randomUUID() },
        now,
        claimSeconds: Math.ceil(budgetMilliseconds / 1000) + 1,
      })
    : plainDelivery();
