import { fail, ok, type Result } from '@dialplane/basics';
import { callerNumber, dialledNumber, isE164, normalNumber } from '@dialplane/phone-numbers';
import type { LookUpRequest } from './dnis-pools';

/** Why an event is not a call to one of our numbers. Each reason is a dimension of a metric. */
export type NoArrival = 'malformed' | 'not-voice' | 'not-inbound' | 'no-number' | 'numbers-differ';

/** The fields that we read from an event of Amazon Connect. Any field may be missing, or null. */
type ContactFlowEvent = {
  readonly Details?: {
    readonly ContactData?: {
      readonly Channel?: unknown;
      readonly ContactId?: unknown;
      readonly InitiationMethod?: unknown;
      readonly CustomerEndpoint?: { readonly Address?: unknown } | null;
      readonly SystemEndpoint?: { readonly Address?: unknown } | null;
    } | null;
    readonly Parameters?: Readonly<Record<string, unknown>> | null;
  } | null;
} | null;

/**
 * Reads the call from a flow's event (Amazon Connect administrator guide, connect-lambda-functions).
 *
 * Only an inbound voice call to the number may take its context. A transfer, a queued callback or an outbound call also has the
 * pool number in its event, and would take the next caller's reservation.
 */
export const connectArrival = (event: unknown): Result<LookUpRequest, NoArrival> => {
  const { ContactData: contact, Parameters: parameters } = (event as ContactFlowEvent)?.Details ?? {};
  if (!contact || typeof contact !== 'object' || !isText(contact.ContactId)) return fail('malformed');
  if (contact.Channel !== 'VOICE') return fail('not-voice');
  if (contact.InitiationMethod !== 'INBOUND') return fail('not-inbound');
  const dialled = addressOf(contact.SystemEndpoint);
  const asked = parameters?.['dnis'];
  // A pool has its numbers in the form in which the provider has them, so E.164 is not changed.
  const number = dialledNumber(dialled ?? (isText(asked) ? asked : ''));
  if (!isE164(number)) return fail('no-number');
  // If a flow with a fixed number in it were copied, it would give that number's context to every caller.
  if (isText(asked) && normalNumber(asked, number) !== normalNumber(number)) return fail('numbers-differ');
  const pool = parameters?.['pool'] ?? parameters?.['environ'];
  return ok({
    number,
    arrival: {
      contact: contact.ContactId,
      caller: callerNumber(addressOf(contact.CustomerEndpoint) ?? '', number),
    },
    ...(isText(pool) && { pool }),
  });
};

const addressOf = (endpoint: { readonly Address?: unknown } | null | undefined): string | undefined =>
  isText(endpoint?.Address) ? endpoint.Address : undefined;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
