import {
  ladderOf,
  ladderText,
  phoneNetwork,
  type PhoneNetwork,
  type TranscriptEntry,
  virtualTime,
} from '@dialplane/phone-network';
import { Twilio } from 'twilio';
import { twilioInProcess, virtualTwilio, type VirtualTwilioOptions } from '../src';

export const accountSid = 'AC00000000000000000000000000000001';
export const testAuthToken = 'made-up-token-for-tests';
export const password = 'Only-for-tests-1';

/** A virtual Twilio with its own phone network, in virtual time, and the unmodified SDK as its client. */
export const twilioUnderTest = (options: Partial<VirtualTwilioOptions> = {}) => {
  const time = virtualTime(Date.UTC(2026, 10, 30, 9));
  const transcript: TranscriptEntry[] = [];
  const errors: unknown[] = [];
  const network: PhoneNetwork = phoneNetwork({
    time,
    transcript: (entry) => void transcript.push(entry),
    routeOf: (number) => twilio.routeOf(number),
  });
  const twilio = virtualTwilio({
    accountSid,
    authToken: testAuthToken,
    time,
    ring: network.ring,
    transcript: (entry) => void transcript.push(entry),
    failed: (error) => void errors.push(error),
    ...options,
  });
  const client = new Twilio(accountSid, testAuthToken, { httpClient: twilioInProcess(twilio) });
  return {
    time,
    network,
    twilio,
    client,
    errors,
    ladder: (call: string): string => ladderText(ladderOf(transcript, call)),
    said: (call: string): readonly string[] =>
      transcript
        .filter((entry) => entry.call === call)
        .map(({ from, to, what }) => `${from} → ${to}: ${what}`),
  };
};

/** A SIP domain whose phones may register and call, set up with the SDK. @returns its name */
export const addDomain = async (
  client: Twilio,
  users: readonly string[],
  { voiceUrl = 'https://voice.example.com/voice/outgoing', emergency = true } = {},
): Promise<string> => {
  const domain = await client.sip.domains.create({
    domainName: 'lines.sip.twilio.com',
    sipRegistration: true,
    emergencyCallingEnabled: emergency,
    voiceUrl,
  });
  const list = await client.sip.credentialLists.create({ friendlyName: 'lines' });
  const { auth } = client.sip.domains(domain.sid);
  await auth.calls.credentialListMappings.create({ credentialListSid: list.sid });
  await auth.registrations.credentialListMappings.create({ credentialListSid: list.sid });
  for (const username of users)
    await client.sip.credentialLists(list.sid).credentials.create({ username, password });
  return domain.domainName;
};

/** Answers webhooks by path, and keeps the form of each request. */
export const webhookApp = (
  answers: Readonly<Record<string, string | ((form: URLSearchParams) => string)>>,
) => {
  const received: { readonly path: string; readonly form: URLSearchParams; readonly request: Request }[] = [];
  return {
    received,
    formsTo: (path: string) =>
      received.filter((it) => it.path === path).map(({ form }) => Object.fromEntries(form)),
    send: async (request: Request): Promise<Response> => {
      const url = new URL(request.url);
      const form = new URLSearchParams(request.method === 'GET' ? url.search : await request.clone().text());
      received.push({ path: url.pathname, form, request });
      const answer = answers[url.pathname];
      if (answer === undefined) return new Response('not found', { status: 404 });
      const body = typeof answer === 'string' ? answer : answer(form);
      return new Response(`<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>`, {
        headers: { 'content-type': 'text/xml' },
      });
    },
  };
};
