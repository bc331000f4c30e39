import type { Issue } from '@dialplane/basics';
import { TwilioConnectionLost, type TwilioFaults } from '../fault';
import { twilioBehaviours } from '../operations/behaviours';
import type { TwilioService } from '../service';
import { describedOperations } from './description';
import { findOperation, type FoundOperation } from './find-operation';
import { TwilioError } from './twilio-error';

/** The hooks around an operation. */
export type TwilioRequestContext = {
  readonly fault: TwilioFaults;
  /** Checks the credentials of a request: the account's token, or the secret of an API key. */
  readonly mayAsk: (user: string, password: string) => boolean;
  readonly changed: () => void;
};

/**
 * Answers one HTTP request of the REST API.
 *
 * @throws ConnectionLost when a fault loses the answer
 * @throws if an answer does not match Twilio's description: that is a bug in the simulator
 */
export const performTwilioRequest = async (
  service: TwilioService,
  around: TwilioRequestContext,
  request: Request,
): Promise<Response> => {
  const url = new URL(request.url);
  try {
    if (!isKnown(request, around.mayAsk)) throw new TwilioError(401, 20003, 'Authenticate');
    const found = findOperation(describedOperations, request.method, url.pathname);
    if (!found) throw new TwilioError(404, 20404, `The requested resource ${url.pathname} was not found`);
    if (found.path['AccountSid'] !== undefined && found.path['AccountSid'] !== service.accountSid)
      throw new TwilioError(404, 20404, `The requested resource ${url.pathname} was not found`);
    return await answer(service, around, found, request, url);
  } catch (error) {
    if (error instanceof TwilioError) return refusal(error);
    throw error;
  }
};

const answer = async (
  service: TwilioService,
  { fault, changed }: TwilioRequestContext,
  found: FoundOperation,
  request: Request,
  url: URL,
): Promise<Response> => {
  const { operation, path } = found;
  const behave = twilioBehaviours[operation.id];
  if (!behave)
    throw new TwilioError(
      501,
      20501,
      `Cannot do ${operation.id}: it is not simulated, so add it to operations/`,
    );
  const before = made(fault(operation.id, 'before'), operation.id, 'before');
  if (before) return before;

  const query = values(url.searchParams, operation.lists);
  const form = values(new URLSearchParams(await request.text()), operation.lists);
  refuseIf(operation.checkQuery(query));
  refuseIf(operation.checkForm(form));

  const body = behave(service, { path, query, form, url });
  if (operation.method !== 'GET') changed();
  const wrong = body === undefined ? [] : operation.checkAnswer(body);
  if (wrong.length > 0)
    throw new Error(
      `Cannot answer ${operation.id}: expected what Twilio describes, not ${wrong.map(({ path: at, message }) => `${at} ${message}`).join('; ')}`,
    );
  const after = made(fault(operation.id, 'after'), operation.id, 'after');
  if (after) return after;
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status: operation.status,
    headers: {
      'content-type': 'application/json',
      'twilio-request-id': 'RQ00000000000000000000000000000000',
    },
  });
};

const made = (
  fault: ReturnType<TwilioFaults>,
  name: string,
  when: 'before' | 'after',
): Response | undefined => {
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case 'lost':
      throw new TwilioConnectionLost(`The connection was lost ${when} ${name}: a fault asked for it`);
    case 'html':
      return new Response('<html><body>upstream error</body></html>', {
        status: fault.status,
        headers: { 'content-type': 'text/html' },
      });
    case 'error':
      return refusal(new TwilioError(fault.status, fault.code, fault.message ?? 'A fault asked for it'));
  }
};

/** Text values by name. A name that may be repeated has a list of values. */
const values = (parameters: URLSearchParams, lists: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [
      name,
      lists.has(name) ? parameters.getAll(name) : parameters.get(name),
    ]),
  );

/** Twilio ignores unknown parameters. We refuse them, since each one is a misspelling. */
const refuseIf = (issues: readonly Issue[]): void => {
  if (issues.length > 0)
    throw new TwilioError(
      400,
      20001,
      `Invalid parameter: ${issues.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}`,
    );
};

const isKnown = (request: Request, mayAsk: TwilioRequestContext['mayAsk']): boolean => {
  const [scheme, encoded = ''] = (request.headers.get('authorization') ?? '').split(' ');
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  return scheme === 'Basic' && mayAsk(user, password.join(':'));
};

const refusal = ({ status, code, message }: TwilioError): Response =>
  new Response(
    JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }),
    { status, headers: { 'content-type': 'application/json' } },
  );
