import { issuesOf } from '@dialplane/basics';
import { adviseNumbers, erlangB, type Goal, type NumberMode, type PoolTraffic } from '@dialplane/dnis-pool';
import { problem } from '@dialplane/http-api';
import { Hono } from 'hono';
import * as v from 'valibot';
import type { SignedInClient } from '../client';

/** More erlangs, or more agents, than this are a mistake in the units. */
const mostLoad = 100_000;
const mostSources = 1_000_000;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const request = v.strictObject({
  mode: v.picklist(['exclusive', 'composite']),
  traffic: v.strictObject({
    perSecond: amount,
    setupSeconds: amount,
    restSeconds: v.optional(amount),
    holdSeconds: v.optional(amount),
    lostShare: v.optional(share),
    anonymousShare: v.optional(share),
    retryShare: v.optional(share),
    sources: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostSources))),
  }),
  goal: v.optional(
    v.strictObject({
      blocking: v.optional(share),
      callsPerNumber: v.optional(v.pipe(v.number(), v.minValue(1))),
      numberQuota: v.optional(v.pipe(v.number(), v.minValue(0))),
      callQuota: v.optional(v.pipe(v.number(), v.minValue(0))),
    }),
    {},
  ),
});

/** The sizing advisor: how many numbers a pool needs, and how blocking falls with each further one. */
export const sizingRoutes = (): Hono<SignedInClient> => {
  const app = new Hono<SignedInClient>();
  app.post('/', async (context) => {
    const read = v.safeParse(request, await context.req.json());
    if (!read.success)
      return problem(context, 422, 'Cannot recommend a size: every rule below must hold', {
        issues: issuesOf(read.issues),
      });
    const { mode, traffic, goal } = read.output as {
      readonly mode: NumberMode;
      readonly traffic: PoolTraffic;
      readonly goal: Goal;
    };
    if (traffic.perSecond * (traffic.setupSeconds + (traffic.restSeconds ?? 30)) > mostLoad)
      return problem(context, 422, `Cannot recommend a size: expected at most ${mostLoad} erlangs`);
    try {
      const advice = adviseNumbers(mode, traffic, goal);
      return context.json({ advice, curve: curveTo(advice.exclusive, advice.load) });
    } catch (error) {
      if (error instanceof RangeError) return problem(context, 422, error.message);
      throw error;
    }
  });
  return app;
};

/** Blocking from no number to half as many again as advised, at 100 places at most. */
const curveTo = (numbers: number, load: number) => {
  const last = Math.max(10, Math.ceil(numbers * 1.5));
  const step = Math.max(1, Math.ceil(last / 100));
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, at) => at * step).map((lines) => ({
    numbers: lines,
    blocking: erlangB(lines, load),
  }));
};
