import { type Context, readPassData } from '@dialplane/dnis-pool';
import type { Logger } from '@dialplane/lambda-runtime';
import { callerNumber } from '@dialplane/phone-numbers';
import { createHash } from 'node:crypto';

/** A direct request to the pool API, and its answer. It fails once the signal is aborted. */
export type AskPool = (
  request: {
    readonly method: string;
    readonly path: string;
    readonly body: unknown;
    readonly headers: Readonly<Record<string, string>>;
  },
  signal: AbortSignal,
) => Promise<{ readonly status: number; readonly body: unknown }>;

/** What the shim is wired to. */
export type LegacyIvr = {
  readonly askPool: AskPool;
  /** The pool that numbers are reserved in, unless the flow names one. */
  readonly pool: string;
  readonly log: Logger;
  /** How long the flow waits for all requests together, in milliseconds. @default 2500: Amazon Connect waits 3 seconds */
  readonly patience?: number;
};

/** What a flow gets. The words are the published sample's. */
export type LegacyAnswer = Readonly<Record<string, string>>;

type Event = {
  readonly Details?: {
    readonly ContactData?: {
      readonly ContactId?: string;
      readonly CustomerEndpoint?: { readonly Address?: string } | null;
    } | null;
    readonly Parameters?: Readonly<Record<string, string>> | null;
  } | null;
} | null;

/**
 * Plays the legacy platform in the demo: an IVR flow calls it, and it reserves a number for the caller with the context
 * that the flow has collected, as parameters or as the published sample's `passdata`.
 *
 * Amazon Connect may repeat the invocation. The repeat has the same idempotency key, so it gets the same number. If that number's
 * reservation is over, because the contact is transferred again later, the next key is used.
 */
export const legacyIvr =
  ({ askPool, pool, log, patience = 2_500 }: LegacyIvr) =>
  async (event: unknown): Promise<LegacyAnswer> => {
    const { ContactData: contact, Parameters: parameters } = (event as Event)?.Details ?? {};
    const { environ = pool, function: _function, passdata, ...rest } = parameters ?? {};
    const context: Context = passdata === undefined ? rest : readPassData(passdata);
    const caller = callerNumber(contact?.CustomerEndpoint?.Address ?? '');
    const signal = AbortSignal.timeout(patience);

    const reserve = async (earlier: readonly string[] = []): Promise<LegacyAnswer> => {
      const { status, body } = await askPool(
        {
          method: 'POST',
          path: `/pools/${encodeURIComponent(environ)}/reservations`,
          body: { context, ...(caller !== 'withheld' && { caller }) },
          headers: contact?.ContactId
            ? { 'idempotency-key': keyFor(contact.ContactId, context, earlier) }
            : {},
        },
        signal,
      );
      const { reservation, number, state, title, why } = (body ?? {}) as PoolAnswer;
      if (status === 201 && number && state === 'reserved') return { status: 'Success', dnis: number };
      if (status === 201 && reservation && earlier.length < mostEarlier)
        return reserve([...earlier, reservation]);
      log.warn('No number was reserved', { status, why });
      return { status: 'failed', reason: status === 503 ? 'No Numbers Available' : (title ?? 'failed') };
    };

    try {
      return await reserve();
    } catch (error) {
      log.error('The pool did not answer', { error });
      return { status: 'failed', reason: 'The pool did not answer' };
    }
  };

type PoolAnswer = Readonly<Record<string, string | undefined>>;

/** How many transfers of one contact with the same context may be over. */
const mostEarlier = 5;

/** A caller may be in several transfers of one contact, each with its own context, or after the earlier ones are over. */
const keyFor = (contact: string, context: Context, earlier: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([contact, Object.entries(context).sort(), ...earlier]))
    .digest('hex');
