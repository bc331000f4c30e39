import type { CallMemory } from '@dialplane/call-control';
import { checkSequence } from './check-response';
import { decodeSmaEvent } from './decode-sma-event';
import { encodeResponse } from './encode-response';
import { finishesWithin } from './finishes-within';
import type { SmaAction } from './sma-action';
import type { SmaEvent } from './sma-event';
import type { SmaResponse } from './sma-response';

/** What an app decides about an event. */
export type SmaDecision = {
  /**
   * The actions to run now, in order. They replace the queued actions. An empty list clears the queue; `carry-on` leaves
   * it as it is.
   */
  readonly actions: readonly SmaAction[] | 'carry-on';
  /** Merged over what is already remembered. */
  readonly remember?: CallMemory;
};

/** A telephone service that answers in Chime's own terms. */
export type SmaApp = (event: SmaEvent) => Promise<SmaDecision>;

export type SmaHandlerOptions = {
  /** How long the app may take. The service retries after 5 s (page timeouts). @default 3000 */
  readonly budgetMilliseconds?: number;
  /** The decision to use when the app takes longer. @default an error, so that the service retries */
  readonly whenLate?: (event: SmaEvent) => SmaDecision;
  /** Called with every correction made while decoding, and with the error of an app that failed late. No phone numbers. */
  readonly log?: (message: string, fields: Readonly<Record<string, unknown>>) => void;
};

/**
 * Turns an app into the handler of a SIP media application's Lambda. Each response contains everything that is remembered,
 * because the service replaces all attributes at once.
 *
 * The handler rejects, so that the service retries and the Lambda's alarm fires, when the app fails or is late, when its
 * response breaks a documented limit, and when the input is not an event.
 */
export const smaHandler =
  (app: SmaApp, options: SmaHandlerOptions = {}) =>
  async (input: unknown): Promise<SmaResponse> => {
    const { budgetMilliseconds = 3000, whenLate, log = () => {} } = options;
    const { event, corrections } = decodeSmaEvent(input);
    const context = { call: event.transactionId, sequence: event.sequence, event: event.type };
    if (corrections.length > 0) log('Corrected an event while decoding it', { ...context, corrections });
    for (const { message, hint } of checkSequence(event.sequence))
      log(`Sequence ${message}`, { ...context, hint });

    const response = app(event).then((decision) => responseFor(event, decision));
    if (await finishesWithin(response, budgetMilliseconds)) return response;

    response.catch((error: unknown) => log('An app failed after its time budget', { ...context, error }));
    if (whenLate) return responseFor(event, whenLate(event));
    throw new Error(
      `Cannot respond to ${event.type} within ${budgetMilliseconds} ms: the app is still running, so the service must retry`,
    );
  };

const responseFor = (event: SmaEvent, { actions, remember = {} }: SmaDecision): SmaResponse =>
  encodeResponse({
    SchemaVersion: '1.0',
    Actions: actions === 'carry-on' ? null : actions,
    TransactionAttributes: { ...event.attributes, ...remember },
  });
