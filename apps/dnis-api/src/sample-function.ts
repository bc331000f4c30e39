import {
  checkOut,
  type DnisPools,
  lookUpContext,
  type LookUpRequest,
  type Pool,
  readPassData,
} from '@dialplane/dnis-pool';
import type { CountMetric } from '@dialplane/lambda-runtime';
import { dialledNumber, isE164 } from '@dialplane/phone-numbers';
import { countCheckOut } from './count-check-out';
import { poolNamed } from './pool-named';
import { readCaller } from './read-caller';

/** A request of the published sample. */
type SampleRequest = Readonly<Record<string, unknown>> | null;

/** What the sample answers: texts only, spelt as it spelt them. */
export type SampleAnswer = Readonly<Record<string, string>>;

const noNumber: SampleAnswer = { status: 'failed', reason: 'No Numbers Available' };
const notPresent: SampleAnswer = { status: 'Failed', message: 'DNIS not present.' };

/**
 * Answers a request of the published sample: `sendcall`, `getcall` or `clear`.
 *
 * @param client who asks; it gets the same answer to the same `getcall` again, and another client does not
 */
export const answerSample = async (
  dnis: DnisPools,
  count: CountMetric,
  request: SampleRequest,
  client: string,
): Promise<SampleAnswer> => {
  switch (request?.['function']) {
    case 'sendcall':
      return sendCall(dnis, count, request);
    case 'getcall': {
      const number = readDnis(request['dnis']);
      return number
        ? getCall(dnis, { number, arrival: { ...contactOf(client, request['callid']), caller: 'vouched' } })
        : notPresent;
    }
    case 'clear':
      return clear(dnis, request);
    default:
      return { status: 'failed', reason: 'Valid functions are getcall and sendcall' };
  }
};

/** With a call id, a late repeat of a `getcall` cannot take the number's next reservation. The sample sends none. */
const contactOf = (client: string, callId: unknown) =>
  typeof callId === 'string' && callId !== ''
    ? { contact: JSON.stringify(['call', client, callId]) }
    : { contact: JSON.stringify(['client', client]), namesClient: true };

const sendCall = async (
  dnis: DnisPools,
  count: CountMetric,
  request: Readonly<Record<string, unknown>>,
): Promise<SampleAnswer> => {
  const pool = poolFor(dnis, request);
  if (!pool) return noNumber;
  const context = readPassData(String(request['passdata'] ?? ''));
  const caller = readCaller(context['customerphone'] ?? '');
  const outcome = await checkOut(dnis, pool, {
    context,
    ...(caller.ok && caller.value && { caller: caller.value }),
  });
  countCheckOut(count, pool, outcome);
  if (outcome.kind === 'granted') return { status: 'Success', dnis: outcome.slot.number };
  if (outcome.kind !== 'breaks-rules') return noNumber;
  const [issue] = outcome.issues;
  return { status: 'failed', reason: `Cannot use passdata: ${issue?.path} ${issue?.message}` };
};

/** Answers `getcall`, and releases the number, as the sample did. */
export const getCall = async (dnis: DnisPools, request: LookUpRequest): Promise<SampleAnswer> => {
  const found = await lookUpContext(dnis, request);
  if (found.kind === 'unknown') return notPresent;
  return {
    ...found.context,
    status: 'Success',
    inuse: 'true',
    target: found.pool,
    reserveid: found.reservation.token,
  };
};

const clear = async (dnis: DnisPools, request: Readonly<Record<string, unknown>>): Promise<SampleAnswer> => {
  const pool = poolFor(dnis, request);
  let ended = 0;
  let after;
  if (pool)
    do {
      const page: Awaited<ReturnType<DnisPools['store']['sweep']>> = await dnis.store.sweep(
        pool.name,
        dnis.now(),
        after,
      );
      ended += page.expired;
      after = page.next;
    } while (after);
  return ended > 0
    ? { status: 'success', reason: 'Numbers were released.' }
    : { status: 'failed', reason: 'No Numbers To Update' };
};

/** The pool that a request names; the first one where it names none. */
const poolFor = (dnis: DnisPools, request: Readonly<Record<string, unknown>>): Pool | undefined => {
  const { environ } = request;
  return environ === undefined || environ === '' ? dnis.pools[0] : poolNamed(dnis, String(environ));
};

/** The sample adds a plus where it is missing. */
const readDnis = (text: unknown) => {
  const given = String(text ?? '').trim();
  const number = dialledNumber(given.startsWith('+') ? given : `+${given}`);
  return isE164(number) ? number : undefined;
};
