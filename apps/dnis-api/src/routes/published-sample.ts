import { type DnisPools } from '@dialplane/dnis-pool';
import type { CountMetric } from '@dialplane/lambda-runtime';
import { Hono } from 'hono';
import type { SignedInClient } from '../client';
import { answerSample } from '../sample-function';

/**
 * The one route of aws-samples/Transfers_from_Legacy_Platform_into_Amazon_Connect: any method, a function in the body, and
 * status 200 for every outcome.
 */
export const publishedSampleRoutes = (dnis: DnisPools, count: CountMetric): Hono<SignedInClient> => {
  const app = new Hono<SignedInClient>();
  app.all('/', async (context) => {
    const text = await context.req.text();
    return context.json(
      await answerSample(dnis, count, text ? JSON.parse(text) : {}, context.get('client').name),
    );
  });
  return app;
};
