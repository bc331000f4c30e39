import { issuesOf } from '@dialplane/basics';
import { problem, readPage, writeNext } from '@dialplane/http-api';
import { type Context, Hono } from 'hono';
import { Readable } from 'node:stream';
import * as v from 'valibot';
import { daysBetween, isDay, mostDays, type RatingRuns } from '../rating-runs';

const day = v.pipe(v.string(), v.check(isDay, 'must be a day such as 2026-11-25'));
const range = v.strictObject({ from: day, to: day });

/** Rating: windows, runs, and back-fills. */
export const ratingRoutes = (rating: RatingRuns): Hono => {
  const app = new Hono();

  app.get('/windows', async (context) => context.json({ windows: await rating.windows() }));

  app.get('/windows/:window', async (context) => {
    const run = await rating.run(context.req.param('window'));
    return run ? context.json(run) : noRun(context);
  });

  app.get('/windows/:window/totals/:by', async (context) => {
    const { window, by } = context.req.param();
    const totals = await rating.totals(window, by);
    return totals ? context.json(totals) : noRun(context);
  });

  app.get('/windows/:window/rows/:kind', async (context) => {
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const { window, kind } = context.req.param();
    const found = await rating.rows(window, kind, {
      limit: page.value.limit,
      after: Number(page.value.next ?? 0) || 0,
    });
    if (!found) return noRun(context);
    const { next, ...rows } = found;
    return context.json({ ...rows, ...writeNext(next === undefined ? undefined : String(next)) });
  });

  app.get('/windows/:window/files/:name', async (context) => {
    const { window, name } = context.req.param();
    const file = await rating.file(window, name);
    if (!file) return noRun(context);
    return new Response(Readable.toWeb(Readable.from(file.content())) as ReadableStream, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(file.bytes),
        'content-disposition': `attachment; filename="${window}-${name}"`,
      },
    });
  });

  app.get('/back-fills', (context) => context.json({ backFills: rating.backFills() }));

  app.get('/back-fills/:id', (context) => {
    const found = rating.backFills().find(({ id }) => id === context.req.param('id'));
    return found ? context.json(found) : problem(context, 404, 'Cannot find the back-fill');
  });

  app.post('/back-fills', async (context) => {
    const read = v.safeParse(range, await context.req.json());
    if (!read.success)
      return problem(context, 400, 'Cannot start a back-fill: every rule below must hold', {
        issues: issuesOf(read.issues),
      });
    const { from, to } = read.output;
    const days = daysBetween(from, to).length;
    if (days === 0 || days > mostDays)
      return problem(
        context,
        400,
        `Cannot start a back-fill of ${days} days: expected 1 to ${mostDays} days, the first one first`,
      );
    const started = rating.backFill(from, to);
    return started
      ? context.json(started.backFill, 202)
      : problem(context, 409, 'Cannot start a back-fill: another one is running, so wait for its end');
  });

  return app;
};

const noRun = (context: Context): Response =>
  problem(
    context,
    404,
    'Cannot find this: expected a window with a published run, and one of its totals, rows or files',
  );
