import { epochSeconds, issuesOf } from '@dialplane/basics';
import { dialtonePolicyOf } from '@dialplane/dialtone';
import { problem } from '@dialplane/http-api';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { DialtoneOnLoopback } from '../../dialtone';
import { explainDial } from '../explain-dial';
import type { Schemas } from '../schemas';

const supposed = v.strictObject({
  user: v.string(),
  dials: v.pipe(
    v.string(),
    v.minLength(1, 'must have at least one key'),
    v.maxLength(60, 'must have at most 60 keys'),
  ),
  at: v.optional(v.pipe(v.string(), v.isoTimestamp('must be a time such as 2026-11-21T09:00:00Z'))),
});
const registration = v.strictObject({ registered: v.boolean() });

/** The extensions, with what of their caps is used. */
export const extensionsOf = (phones: DialtoneOnLoopback | undefined): readonly Schemas['Extension'][] =>
  (phones?.dialtone.extensions ?? []).map((extension) => ({
    user: extension.user,
    number: extension.number,
    ...(extension.callerId && { callerId: extension.callerId }),
    policy: extension.policy ?? 'default',
    status: extension.status ?? 'active',
    emergencyAddress: extension.emergencyAddress,
    registered: phones?.isRegistered(extension.user) ?? false,
    caps: dialtonePolicyOf((phones as DialtoneOnLoopback).dialtone, extension).caps,
    used: (phones as DialtoneOnLoopback).used(extension.user),
  }));

/** SIP phones: extensions, registrations, and dry runs of what they may dial. */
export const dialtoneRoutes = (phones: DialtoneOnLoopback, now: () => number): Hono => {
  const app = new Hono();
  const { dialtone } = phones;
  const isUser = (user: string): boolean => dialtone.extensions.some((it) => it.user === user);

  app.get('/', (context) =>
    context.json({
      domain: dialtone.domain,
      extensions: extensionsOf(phones),
      policies: Object.entries(dialtone.policies).map(([name, { countries, caps, hours }]) => ({
        name,
        countries,
        caps,
        hours: hours !== undefined,
      })),
    }),
  );

  app.post('/explain', async (context) => {
    const read = v.safeParse(supposed, await context.req.json());
    if (!read.success) return badRequest(context, read.issues);
    const { user, dials, at } = read.output;
    if (!isUser(user)) return noExtension(context, user);
    return context.json(
      explainDial(dialtone, user, dials, epochSeconds(at === undefined ? new Date(now()) : new Date(at))),
    );
  });

  app.put('/extensions/:user/registration', async (context) => {
    const user = context.req.param('user');
    const read = v.safeParse(registration, await context.req.json());
    if (!read.success) return badRequest(context, read.issues);
    if (!isUser(user)) return noExtension(context, user);
    phones.setRegistered(user, read.output.registered);
    return context.body(null, 204);
  });

  return app;
};

const badRequest = (context: Context, issues: readonly v.BaseIssue<unknown>[]): Response =>
  problem(context, 400, 'Cannot read the request: every rule below must hold', {
    issues: issuesOf(issues),
  });

const noExtension = (context: Context, user: string): Response =>
  problem(context, 404, `Cannot find the extension "${user}"`);
