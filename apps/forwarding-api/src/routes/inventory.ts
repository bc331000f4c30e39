import type { ControlPlane } from '@dialplane/forwarding-control';
import { prompts } from '@dialplane/forwarding';
import { Hono } from 'hono';
import type { SignedInOperator } from '../operator';
import { problem, readPage, sendProblem, writeNext } from '@dialplane/http-api';
import { providerFailed } from '../rejection-problems';

/** What numbers can be attached to, the account's Voice Connectors and SIP media applications, and the prompts for greetings. */
export const inventoryRoutes = ({
  inventory: account,
  application,
}: ControlPlane): Hono<SignedInOperator> => {
  const app = new Hono<SignedInOperator>();

  app.get('/voice-connectors', async (context) => {
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const found = await account.connectors(page.value);
    if (!found.ok) return sendProblem(context, providerFailed(found.error));
    return context.json({ voiceConnectors: found.value.items, ...writeNext(found.value.next) });
  });

  app.get('/sip-media-applications', async (context) => {
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const found = await account.applications(page.value);
    if (!found.ok) return sendProblem(context, providerFailed(found.error));
    const sipMediaApplications = found.value.items.map((it) => ({ ...it, ours: it.id === application.id }));
    return context.json({ sipMediaApplications, ...writeNext(found.value.next) });
  });

  // The same release uploads their files, so these are the deployed ones.
  app.get('/prompts', (context) =>
    context.json({ prompts: Object.entries(prompts).map(([name, words]) => ({ name, words })) }),
  );

  return app;
};
