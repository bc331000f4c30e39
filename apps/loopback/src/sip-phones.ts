import { problem } from '@dialplane/http-api';
import type { CallResource } from '@dialplane/virtual-twilio';
import type { Hono } from 'hono';
import type { DialtoneOnLoopback } from './dialtone';
import { readPhoneBody, readSipDialBody } from './request-bodies';

/** Adds the SIP phones of the simulated Twilio account to loopback's HTTP interface. */
export const addSipPhones = (app: Hono, { setPhone, dial, dialtone }: DialtoneOnLoopback): void => {
  const users = dialtone.extensions.map(({ user }) => user).join(', ');

  app.put('/sip-phones/:user', async (context) => {
    const user = context.req.param('user');
    const phone = readPhoneBody(await context.req.json());
    if (!phone.ok)
      return problem(context, 400, 'Cannot use the phone: every rule below must hold', {
        issues: phone.error,
      });
    if (!setPhone(user, phone.value))
      return problem(
        context,
        404,
        `Cannot register the phone "${user}": expected one of ${users}, with a credential at Twilio`,
      );
    return context.json(phone.value);
  });

  app.post('/sip-phones/:user/calls', async (context) => {
    const user = context.req.param('user');
    const request = readSipDialBody(await context.req.json());
    if (!request.ok)
      return problem(context, 400, 'Cannot place the call: every rule below must hold', {
        issues: request.error,
      });
    const { answer, callSid } = dial({ user, ...request.value } as Parameters<typeof dial>[0]);
    if (callSid === undefined)
      return problem(
        context,
        409,
        `Cannot place the call of "${user}": Twilio answers ${answer}. Expected one of ${users}, with a credential, so run dialtone apply`,
      );
    return context.json({ id: callSid, ladder: `/calls/${callSid}/ladder.txt` }, 202);
  });
};

/** The calls at Twilio in loopback's format, each with its legs. */
export const twilioCalls = (all: readonly CallResource[]) =>
  all
    .filter(({ parent_call_sid: parent }) => parent === null)
    .map((call) => ({
      id: call.sid,
      legs: [call, ...all.filter(({ parent_call_sid: parent }) => parent === call.sid)].map((leg, at) => ({
        tag: at === 0 ? 'LEG-A' : `LEG-${String.fromCharCode(65 + at)}`,
        from: leg['from'],
        to: leg['to'],
        startedAt: millisecondsOf(leg['date_created']),
        connectedAt: millisecondsOf(leg.start_time),
        endedAt: millisecondsOf(leg['end_time']),
      })),
    }));

const millisecondsOf = (date: unknown): number | undefined =>
  typeof date === 'string' ? Date.parse(date) : undefined;
