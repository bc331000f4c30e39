import { checkForward, parseForward, type ForwardStore } from '@dialplane/forwarding';
import { parseE164 } from '@dialplane/phone-numbers';
import {
  ladderOf,
  ladderSvg,
  ladderText,
  type PhoneNetwork,
  type TranscriptEntry,
} from '@dialplane/phone-network';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readCallRequest, readPhone } from './call-request';
import { ownNumbers } from './numbers';
import { onlyFromHere } from './only-from-here';
import { problem } from './problem';

/** What the server shows and changes. */
export type Served = {
  readonly network: PhoneNetwork;
  readonly forwards: ForwardStore;
  readonly transcript: readonly TranscriptEntry[];
};

const mostBytes = 64 * 1024;

/** Loopback's HTTP interface: forwards, phones, and calls with their ladders. Errors are problem details (RFC 9457). */
export const server = ({ network, forwards, transcript }: Served): Hono => {
  const app = new Hono();
  app.use(onlyFromHere);
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

  app.get('/numbers', (context) => context.json({ numbers: ownNumbers }));

  app.get('/forwards', async (context) => context.json(await forwards.list()));

  app.get('/forwards/:number', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const forward = await forwards.find(number.value);
    return forward
      ? context.json(forward)
      : problem(context, 404, `Cannot find a forward of "${number.value}"`);
  });

  app.put('/forwards/:number', async (context) => {
    const parsed = parseForward({ ...(await context.req.json()), number: context.req.param('number') });
    if (!parsed.ok)
      return problem(context, 400, 'Cannot use the forward: every rule below must hold', parsed.error);
    const forward = parsed.value;
    if (!ownNumbers.includes(forward.number)) {
      return problem(
        context,
        404,
        `Cannot forward "${forward.number}": expected one of ${ownNumbers.join(', ')}`,
      );
    }
    const { forwards: others } = await forwards.list();
    const issues = checkForward(forward, {
      others: others.filter(({ number }) => number !== forward.number),
    });
    if (issues.length > 0)
      return problem(context, 422, 'Cannot use the forward: every rule below must hold', issues);
    const seen = await forwards.find(forward.number);
    const outcome = await forwards.put(forward, seen?.version ?? 'new');
    if (outcome === 'conflict')
      return problem(context, 409, 'Cannot store the forward: somebody else has just changed it');
    return context.json(await forwards.find(forward.number), seen ? 200 : 201);
  });

  app.delete('/forwards/:number', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const seen = await forwards.find(number.value);
    if (!seen) return problem(context, 404, `Cannot find a forward of "${number.value}"`);
    const outcome = await forwards.remove(number.value, seen.version);
    if (outcome === 'conflict')
      return problem(context, 409, 'Cannot remove the forward: somebody else has just changed it');
    return context.body(null, 204);
  });

  app.put('/phones/:number', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const phone = readPhone(await context.req.json());
    if (!phone.ok)
      return problem(context, 400, 'Cannot use the phone: every rule below must hold', phone.error);
    network.addPhone(number.value, phone.value);
    return context.json(phone.value);
  });

  app.post('/calls', async (context) => {
    const request = readCallRequest(await context.req.json());
    if (!request.ok)
      return problem(context, 400, 'Cannot place the call: every rule below must hold', request.error);
    const before = network.calls().length;
    network.dial(request.value as Parameters<PhoneNetwork['dial']>[0]);
    const call = network.calls()[before];
    if (!call)
      return context.json({ note: 'The number is not one of ours: an ordinary phone was rung' }, 202);
    return context.json({ id: call.transactionId, ladder: `/calls/${call.transactionId}/ladder.txt` }, 202);
  });

  app.get('/calls', (context) =>
    context.json({
      counts: network.counts(),
      calls: network.calls().map(({ transactionId, legs }) => ({
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
    }),
  );

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
  return app;
};

const paths =
  '/numbers, /forwards/{number}, /phones/{number}, /calls, /calls/{id}/ladder.txt, /calls/{id}/ladder.svg';
