import { ok } from '@dialplane/basics';
import { problem } from '@dialplane/http-api';
import { parseE164 } from '@dialplane/phone-numbers';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { readPhoneBody } from '../../request-bodies';
import type { ConsoleServer } from '../console-server';
import { actAsPhone, allLines, phonesView } from '../phones';

const action = v.union(
  [
    v.strictObject({ action: v.picklist(['answer', 'busy', 'decline', 'hang-up']) }),
    v.strictObject({ action: v.literal('keys'), digits: v.pipe(v.string(), v.regex(/^[\d*#]{1,50}$/)) }),
  ],
  'must be answer, busy, decline, hang-up, or keys with digits',
);

/** What phones do when they ring, and acting as one. */
export const phoneRoutes = (server: ConsoleServer): Hono => {
  const { network, dialtone, events } = server;
  const app = new Hono();
  const isSip = (id: string): boolean =>
    dialtone?.dialtone.extensions.some(({ user }) => user === id) === true;
  const changed = (id: string): void => events.publish({ type: 'phone', id });

  app.get('/', async (context) => context.json(await phonesView(server)));

  app.put('/:id', async (context) => {
    const id = context.req.param('id');
    const behaviour = readPhoneBody(await context.req.json());
    if (!behaviour.ok)
      return problem(context, 400, 'Cannot use the phone: every rule below must hold', {
        issues: behaviour.error,
      });
    if (isSip(id)) dialtone?.setPhone(id, behaviour.value);
    else if (id.startsWith('arn:')) network.addTrunk(id, behaviour.value);
    else {
      const number = parseE164(id);
      if (!number.ok) return noPhone(context, id);
      network.addPhone(number.value, behaviour.value);
    }
    changed(id);
    const { phones } = await phonesView(server);
    return context.json(
      phones.find((it) => it.id === id) ?? {
        id,
        kind: 'phone',
        behaviour: behaviour.value,
        isDefault: false,
        lines: [],
      },
    );
  });

  app.delete('/:id', (context) => {
    const id = context.req.param('id');
    if (isSip(id)) dialtone?.resetPhone(id);
    else {
      const phone = id.startsWith('arn:') ? ok(id) : parseE164(id);
      if (!phone.ok) return problem(context, 400, phone.error);
      network.removePhone(phone.value);
    }
    changed(id);
    return context.body(null, 204);
  });

  app.post('/:id/lines/:line', async (context) => {
    const { id, line } = context.req.param();
    const read = v.safeParse(action, await context.req.json());
    if (!read.success)
      return problem(context, 400, 'Cannot act as the phone: every rule below must hold', {
        issues: read.issues.map(({ message }) => ({ path: 'action', message })),
      });
    const found = allLines(server).find((it) => it.id === line && it.phone === id);
    if (!found) return problem(context, 404, `Cannot find the line "${line}" of "${id}": its call is over`);
    const failure = actAsPhone(found, read.output);
    if (failure) return problem(context, 409, `Cannot ${read.output.action} as "${id}": ${failure}`);
    changed(id);
    return context.body(null, 204);
  });

  return app;
};

const noPhone = (context: Context, id: string): Response =>
  problem(context, 404, `Cannot find the phone "${id}": expected E.164, or the user of a SIP phone`);
