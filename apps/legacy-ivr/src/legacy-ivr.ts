import { type Context, readPassData } from '@dialplane/dnis-pool';
import type { Logger } from '@dialplane/lambda-runtime';
import { createHash } from 'node:crypto';

/** A direct request to the pool API, and its answer. */
export type AskPool = (request: {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}) => Promise<{ readonly status: number; readonly body: unknown }>;

/** What the shim is wired to. */
export type LegacyIvr = {
  readonly askPool: AskPool;
  /** The pool that numbers are reserved in, unless the flow names one. */
  readonly pool: string;
  readonly log: Logger;
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
 * Amazon Connect may repeat the invocation. The repeat has the same idempotency key, so it gets the same number.
 */
export const legacyIvr =
  ({ askPool, pool, log }: LegacyIvr) =>
  async (event: unknown): Promise<LegacyAnswer> => {
    const { ContactData: contact, Parameters: parameters } = (event as Event)?.Details ?? {};
    const { environ = pool, function: _function, passdata, ...rest } = parameters ?? {};
    const context: Context = passdata === undefined ? rest : readPassData(passdata);
    const caller = contact?.CustomerEndpoint?.Address;
    try {
      const { status, body } = await askPool({
        method: 'POST',
        path: `/pools/${encodeURIComponent(environ)}/reservations`,
        body: { context, ...(isNumber(caller) && { caller }) },
        headers: contact?.ContactId ? { 'idempotency-key': keyFor(contact.ContactId, context) } : {},
      });
      const { number, title, why } = (body ?? {}) as Readonly<Record<string, string | undefined>>;
      if (status === 201 && number) return { status: 'Success', dnis: number };
      log.warn('No number was reserved', { status, why });
      return { status: 'failed', reason: status === 503 ? 'No Numbers Available' : (title ?? 'failed') };
    } catch (error) {
      log.error('The pool did not answer', { error });
      return { status: 'failed', reason: 'The pool did not answer' };
    }
  };

/** A caller may be in several transfers of one contact, each with its own context. */
const keyFor = (contact: string, context: Context): string =>
  createHash('sha256')
    .update(JSON.stringify([contact, Object.entries(context).sort()]))
    .digest('hex');

const isNumber = (text: string | undefined): boolean => /^\+[1-9]\d{1,14}$/.test(text ?? '');
