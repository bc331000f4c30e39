import { problem } from '@dialplane/http-api';
import type { Logger } from '@dialplane/lambda-runtime';
import { parseE164 } from '@dialplane/phone-numbers';
import { ladderOf, ladderSvg, ladderText, type TranscriptEntry } from '@dialplane/phone-network';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { readDialBody, readPhoneBody } from './request-bodies';
import { addSipPhones, twilioCalls } from './sip-phones';
import { consoleApi } from './console/console-api';
import type { ConsoleServer } from './console/console-server';
import { secureHeaders, servedPage } from './console/served-page';
import { onlyDeliberate, onlyFromHere, onlyJson, onlyOurPages, onlySigned } from './only-from-here';
import type { Platform } from './platform';
import { startPage } from './start-page';

/** The parts of the platform that the server shows and changes. */
export type Served = ConsoleServer &
  Pick<Platform, 'chime'> & {
    readonly transcript: readonly TranscriptEntry[];
    /** Receives a line for each call that is placed, with its ladder. @default none */
    readonly log?: Pick<Logger, 'info'>;
    /** The origins of other web pages that may use it. @default none */
    readonly origins?: readonly string[];
    /** The folder of the console's built files. @default none */
    readonly page?: string;
  };

const mostBytes = 64 * 1024;

/**
 * Loopback's HTTP interface: the deployed control API, the simulated Amazon Chime under `/chime`, and the resources that only
 * loopback has: phones, and calls with their ladders. Errors are problem details (RFC 9457).
 */
export const server = (served: Served): Hono => {
  const { network, chime, dnis, dialtone, api, transcript, origins = [], log, page } = served;
  const app = new Hono();
  app.use(secureHeaders);
  app.use(onlyFromHere);
  app.use(onlyOurPages(origins));
  app.use('/chime/*', onlySigned);
  app.mount('/chime', chime.fetch);
  app.use('/connect/*', onlySigned);
  app.mount('/connect', dnis.connect.fetch);
  // Twilio's clients send their credentials with every request. A foreign web page does not have them.
  if (dialtone) app.mount('/twilio', dialtone.twilio.fetch);

  if (origins.length > 0) app.use(cors({ origin: [...origins], exposeHeaders: ['etag', 'location'] }));
  app.use(onlyDeliberate(origins));
  app.use(onlyJson);
  app.use(
    bodyLimit({
      maxSize: mostBytes,
      onError: (context) =>
        problem(context, 413, `Cannot read the body: expected at most ${mostBytes} bytes`),
    }),
  );
  app.notFound((context) =>
    problem(context, 404, `Cannot find "${context.req.path}": expected one of ${paths}`),
  );
  app.onError((error, context) => {
    if (error instanceof SyntaxError)
      return problem(context, 400, `Cannot read the body as JSON: ${error.message}`);
    throw error;
  });

  app.route('/', consoleApi(served));
  if (page !== undefined) app.use(servedPage(page));
  app.get('/', (context) => context.html(startPage));

  app.get('/phones', (context) =>
    context.json({ phones: [...network.phones()].map(([number, behaviour]) => ({ number, ...behaviour })) }),
  );

  app.delete('/phones/:number', (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    network.removePhone(number.value);
    return context.body(null, 204);
  });

  app.put('/phones/:number', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const phone = readPhoneBody(await context.req.json());
    if (!phone.ok)
      return problem(context, 400, 'Cannot use the phone: every rule below must hold', {
        issues: phone.error,
      });
    network.addPhone(number.value, phone.value);
    return context.json(phone.value);
  });

  app.post('/calls', async (context) => {
    const request = readDialBody(await context.req.json());
    if (!request.ok)
      return problem(context, 400, 'Cannot place the call: every rule below must hold', {
        issues: request.error,
      });
    const id = network.dial(request.value as Parameters<typeof network.dial>[0]);
    const ladder = `/calls/${id}/ladder.txt`;
    const { from, to } = request.value;
    log?.info('A phone calls', { from, to, ladder });
    return context.json({ id, ladder }, 202);
  });

  app.get('/calls', (context) =>
    context.json({
      counts: network.counts(),
      calls: [
        ...(dialtone ? twilioCalls(dialtone.twilio.calls()) : []),
        ...network.calls().map(({ transactionId, legs }) => ({
          id: transactionId,
          legs: legs.map(({ tag, from, to, startedAt, connectedAt, endedAt }) => ({
            tag,
            from,
            to,
            startedAt,
            connectedAt,
            endedAt,
          })),
        })),
      ],
    }),
  );

  if (dialtone) addSipPhones(app, dialtone);

  const ladder = (context: Context) => ladderOf(transcript, context.req.param('id') ?? '');
  const unknownCall = (context: Context) =>
    problem(context, 404, `Cannot find the call "${context.req.param('id')}"`);
  app.get('/calls/:id/ladder.txt', (context) => {
    const found = ladder(context);
    return found.rungs.length > 0 ? context.text(ladderText(found)) : unknownCall(context);
  });
  app.get('/calls/:id/ladder.svg', (context) => {
    const found = ladder(context);
    if (found.rungs.length === 0) return unknownCall(context);
    return context.body(ladderSvg(found), 200, { 'content-type': 'image/svg+xml' });
  });

  for (const path of ['/pools', '/pools/*']) app.all(path, (context) => dnis.api.fetch(context.req.raw));

  app.route('/', api);
  return app;
};

const paths =
  '/, /config.json, /api/…, /phones, /phones/{number}, /calls, /calls/{id}/ladder.txt, /calls/{id}/ladder.svg, /sip-phones/{user}, /sip-phones/{user}/calls, /chime, /connect, /twilio, /pools, and those that /openapi.json describes';
