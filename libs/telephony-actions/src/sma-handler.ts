import type { Memory } from '@dialplane/call-control';
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
};

/** Puts an app behind a SIP media application: the result is the Lambda's handler. */
export const smaHandler =
  (app: SmaApp, _options: SmaHandlerOptions = {}) =>
  async (input: unknown): Promise<SmaAnswer> => {
    const { event } = decodeSmaEvent(input);
    return encodeAnswer(answerOf(event, await app(event)));
  };

const answerOf = (event: SmaEvent, { actions, remember = {} }: SmaReply): SmaAnswer => ({
  SchemaVersion: '1.0',
  Actions: actions === 'carry-on' ? null : actions,
  TransactionAttributes: { ...event.attributes, ...remember },
});
