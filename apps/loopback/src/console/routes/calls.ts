import { problem, readPage, writeNext } from '@dialplane/http-api';
import { type Ladder, ladderSvg, ladderText } from '@dialplane/phone-network';
import { type Context, Hono } from 'hono';
import { readDialBody, readSipDialBody } from '../../request-bodies';
import { silence } from '../silence';
import type { ConsoleServer } from '../console-server';
import { allLines } from '../phones';
import type { Schemas } from '../schemas';

/** Live and past calls, and placing a call. */
export const callRoutes = (server: ConsoleServer): Hono => {
  const { journal, rating, network, dialtone, log } = server;
  const app = new Hono();
  const users = dialtone?.dialtone.extensions.map(({ user }) => user) ?? [];
  const withCost = (call: Schemas['CallSummary']): Schemas['CallSummary'] => {
    const cost = rating.costOf(call.id);
    return cost ? { ...call, cost } : call;
  };

  app.get('/', (context) => {
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const { state, number } = context.req.query();
    if (state !== undefined && state !== 'live' && state !== 'ended')
      return problem(context, 400, `Cannot list the calls that are "${state}": expected live or ended`);
    const calls = journal
      .list()
      .filter(
        (call) =>
          (state === undefined || (state === 'ended') === (call.state === 'ended')) &&
          (number === undefined || call.legs.some(({ from, to }) => from === number || to === number)),
      );
    const start = Number(page.value.next ?? 0);
    const end = start + page.value.limit;
    return context.json({
      calls: calls.slice(start, end).map(withCost),
      ...writeNext(end < calls.length ? String(end) : undefined),
    });
  });

  app.post('/', async (context) => {
    const sent: unknown = await context.req.json();
    const body: Readonly<Record<string, unknown>> =
      typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? { ...sent } : {};
    const user = body['from'];
    if (dialtone && users.includes(String(user))) {
      const { from: _user, to: dials, ...talk } = body;
      const read = readSipDialBody({ ...talk, dials });
      if (!read.ok)
        return problem(context, 400, 'Cannot place the call: every rule below must hold', {
          issues: read.error.map(({ path, message }) => ({ path: path === 'dials' ? 'to' : path, message })),
        });
      const { answer, callSid } = dialtone.dial({ user, ...read.value } as Parameters<
        typeof dialtone.dial
      >[0]);
      if (callSid === undefined)
        return problem(
          context,
          409,
          `Cannot place the call of "${String(user)}": Twilio answers ${answer}. Expected a phone with a credential, so run dialtone apply`,
        );
      return context.json({ id: callSid }, 202);
    }
    const read = readDialBody(body);
    if (!read.ok)
      return problem(context, 400, 'Cannot place the call: every rule below must hold', {
        issues: read.error.map(({ path, message }) => ({
          path,
          message:
            path === 'from' && users.length > 0 ? `${message}, or one of ${users.join(', ')}` : message,
        })),
      });
    const { from, to } = read.value;
    const id = network.dial(read.value as Parameters<typeof network.dial>[0]);
    log?.info('A phone calls', { from, to, ladder: `/api/local/calls/${id}/ladder.txt` });
    return context.json({ id }, 202);
  });

  app.get('/:id', (context) => {
    const found = journal.find(context.req.param('id'));
    return found ? context.json({ ...found, call: withCost(found.call) }) : noSuchCall(context);
  });

  app.delete('/:id', (context) => {
    const id = context.req.param('id');
    const found = journal.find(id);
    if (!found) return noSuchCall(context);
    const from = found.call.from;
    const caller =
      allLines(server).find((it) => it.side === 'caller' && it.call === id) ??
      allLines(server).find((it) => it.side === 'caller' && it.phone === from);
    if (found.call.state === 'ended' || !caller)
      return problem(context, 409, `Cannot hang up the call "${id}": it is over`);
    caller.line.hangUp('caller');
    return context.body(null, 204);
  });

  app.get('/:id/ladder.svg', (context) => {
    const found = journal.find(context.req.param('id'));
    if (!found) return noSuchCall(context);
    return context.body(ladderSvg(drawn(found)), 200, { 'content-type': 'image/svg+xml' });
  });

  app.get('/:id/ladder.txt', (context) => {
    const found = journal.find(context.req.param('id'));
    return found ? context.text(ladderText(drawn(found))) : noSuchCall(context);
  });

  app.get('/:id/recording.wav', (context) => {
    const found = journal.find(context.req.param('id'));
    if (!found?.call.recording) return problem(context, 404, 'Cannot find a recording: the call has none');
    return context.body(silence(3), 200, { 'content-type': 'audio/wav' });
  });

  return app;
};

/** The ladder of a call as drawings have it. */
const drawn = ({ ladder: { parties, rungs } }: Schemas['Call']): Ladder => ({
  parties: parties.map(({ id }) => id),
  rungs,
});

const noSuchCall = (context: Context): Response =>
  problem(context, 404, `Cannot find the call "${context.req.param('id')}"`);
