import type { PhoneBehaviour } from '@dialplane/phone-network';
import { addDomain, password, twilioUnderTest, webhookApp } from '../testing';

const number = '+12025550107';
const outside = '+12065550142';
const domain = 'lines.sip.twilio.com';
const line = (user: string) => ({ user, password, domain });
const answers = (afterSeconds = 2, more: object = {}): PhoneBehaviour => ({
  kind: 'answers',
  afterSeconds,
  ...more,
});

type Answers = Parameters<typeof webhookApp>[0];

/** One call of a SIP phone, with the phones and the app of a test. */
const called = async (
  app: Answers,
  {
    phones = {},
    sip = {},
    dials = '2065550142',
    hangsUpAfterSeconds,
    keys,
    ringsForSeconds,
    options = {},
    emergency = true,
  }: {
    readonly phones?: Readonly<Record<string, PhoneBehaviour>>;
    readonly sip?: Readonly<Record<string, PhoneBehaviour>>;
    readonly dials?: string;
    readonly hangsUpAfterSeconds?: number;
    readonly keys?: readonly { readonly afterSeconds: number; readonly digits: string }[];
    readonly ringsForSeconds?: number;
    readonly options?: Parameters<typeof twilioUnderTest>[0];
    readonly emergency?: boolean;
  } = {},
) => {
  const webhooks = webhookApp(app);
  const under = twilioUnderTest({ send: webhooks.send, numbers: [number], ...options });
  await addDomain(under.client, ['lobby-7', 'office-8'], { emergency });
  for (const [to, behaviour] of Object.entries(phones)) under.network.addPhone(to, behaviour);
  for (const [user, behaviour] of Object.entries(sip)) under.twilio.register(line(user), behaviour);
  const { callSid = '' } = under.twilio.dial({
    ...line('lobby-7'),
    dials,
    ...(hangsUpAfterSeconds !== undefined && { hangsUpAfterSeconds }),
    ...(keys && { keys }),
    ...(ringsForSeconds !== undefined && { ringsForSeconds }),
  });
  await under.time.run();
  const [first, ...legs] = under.twilio.calls();
  return {
    ...under,
    webhooks,
    said: under.said(callSid),
    status: first?.status,
    legs: legs.map((leg) => leg.status),
    afterDial: webhooks.formsTo('/after')[0],
    codes: under.twilio.alerts().map(({ error_code }) => error_code),
  };
};

const dial = (nouns: string, more = '') =>
  `<Dial answerOnBridge="true" callerId="${number}" action="/after" ${more}>${nouns}</Dial>`;
const toOutside = `<Number>${outside}</Number>`;

it.each`
  what                 | phone                                     | status         | leg
  ${'answers'}         | ${answers(2, { hangsUpAfterSeconds: 7 })} | ${'completed'} | ${'completed'}
  ${'is busy'}         | ${{ kind: 'busy' }}                       | ${'busy'}      | ${'busy'}
  ${'declines'}        | ${{ kind: 'declines', afterSeconds: 3 }}  | ${'busy'}      | ${'busy'}
  ${'does not answer'} | ${{ kind: 'no-answer' }}                  | ${'no-answer'} | ${'no-answer'}
  ${'is unreachable'}  | ${{ kind: 'unreachable' }}                | ${'failed'}    | ${'failed'}
`('tells the action that a phone that $what is "$status"', async ({ phone, status, leg }) => {
  const { afterDial, legs } = await called(
    { '/voice/outgoing': dial(toOutside), '/after': '<Hangup/>' },
    { phones: { [outside]: phone } },
  );

  expect(afterDial).toMatchObject({ DialCallStatus: status, DialBridged: String(status === 'completed') });
  expect(afterDial?.['DialCallDuration']).toBe(status === 'completed' ? '7' : undefined);
  expect(legs).toEqual([leg]);
});

it('ends the callee when the caller leaves, and tells the action, whose answer changes nothing', async () => {
  const { afterDial, status, legs, said } = await called(
    { '/voice/outgoing': dial(toOutside), '/after': '<Say>Nobody hears this.</Say>' },
    { phones: { [outside]: answers() }, hangsUpAfterSeconds: 3 },
  );

  expect(afterDial).toMatchObject({ DialCallStatus: 'completed', CallStatus: 'completed' });
  expect([status, ...legs]).toEqual(['completed', 'completed']);
  expect(said.join()).not.toContain('Nobody hears');
});

it('cancels what rings when the caller gives up', async () => {
  const { afterDial, status, legs } = await called(
    { '/voice/outgoing': dial(toOutside), '/after': '' },
    { phones: { [outside]: { kind: 'no-answer' } }, ringsForSeconds: 5 },
  );

  expect(afterDial).toMatchObject({ DialCallStatus: 'canceled' });
  expect([status, ...legs]).toEqual(['canceled', 'canceled']);
});

it('rings several phones at once, and the first to answer has the call', async () => {
  const { said, legs } = await called(
    {
      '/voice/outgoing': dial(`<Sip>sip:office-8@${domain}</Sip>${toOutside}`),
      '/after': '<Hangup/>',
    },
    { sip: { 'office-8': answers(5) }, phones: { [outside]: answers(2, { hangsUpAfterSeconds: 3 }) } },
  );

  expect(said).toContain('twilio → office-8: CANCEL');
  expect(legs).toEqual(['canceled', 'completed']);
});

it('answers the caller at once without answerOnBridge', async () => {
  const { said } = await called(
    { '/voice/outgoing': `<Dial callerId="${number}">${toOutside}</Dial>` },
    { phones: { [outside]: answers(4, { hangsUpAfterSeconds: 1 }) } },
  );

  expect(said.indexOf('twilio → lobby-7: 200 OK')).toBeLessThan(said.indexOf(`${outside} → twilio: 200 OK`));
});

it('cuts a call at its time limit, and goes on with the next verb', async () => {
  const { said, legs } = await called(
    {
      '/voice/outgoing': `<Dial timeLimit="60" callerId="${number}">${toOutside}</Dial><Say>Time is up.</Say>`,
    },
    { phones: { [outside]: answers() } },
  );

  expect(said).toContain('twilio → lobby-7: says "Time is up."');
  expect(legs).toEqual(['completed']);
});

it('passes keys through, and lets a star end the call where TwiML says so', async () => {
  const { said, legs } = await called(
    {
      '/voice/outgoing': `<Dial hangupOnStar="true" callerId="${number}">${toOutside}</Dial><Say>Over.</Say>`,
    },
    { phones: { [outside]: answers() }, keys: [{ afterSeconds: 4, digits: '12*' }] },
  );

  expect(legs).toEqual(['completed']);
  expect(said).toContain('twilio → lobby-7: says "Over."');
});

it.each`
  keyed     | digits   | finished
  ${'12#'}  | ${'12'}  | ${'#'}
  ${'1234'} | ${'123'} | ${''}
  ${'7'}    | ${'7'}   | ${''}
`('gathers "$digits" of "$keyed"', async ({ keyed, digits, finished }) => {
  const { webhooks } = await called(
    {
      '/voice/outgoing': '<Gather action="/digits" numDigits="3"><Say>Please dial.</Say></Gather>',
      '/digits': '<Hangup/>',
    },
    { keys: [{ afterSeconds: 1, digits: keyed }] },
  );

  expect(webhooks.formsTo('/digits')[0]).toMatchObject({
    Digits: digits,
    FinishedOnKey: finished,
    CallStatus: 'in-progress',
  });
});

it('continues after a Gather without digits, unless the Gather asks for a webhook then too', async () => {
  const silent = '<Gather action="/digits"><Say>Please dial.</Say></Gather><Say>Goodbye.</Say>';
  const { said } = await called({ '/voice/outgoing': silent });
  const { webhooks } = await called({
    '/voice/outgoing': silent.replace('<Gather', '<Gather actionOnEmptyResult="true"'),
    '/digits': '',
  });

  expect(said).toContain('twilio → lobby-7: says "Goodbye."');
  expect(webhooks.formsTo('/digits')[0]).toMatchObject({ Digits: '' });
});

it.each`
  twiml                        | refused            | status
  ${'<Reject reason="busy"/>'} | ${'486 Busy Here'} | ${'busy'}
  ${'<Reject/>'}               | ${'603 Decline'}   | ${'failed'}
`('turns a call down without answering it: $twiml', async ({ twiml, refused, status }) => {
  const call = await called({ '/voice/outgoing': twiml });

  expect(call.said).toContain(`twilio → lobby-7: ${refused}`);
  expect(call.said.join()).not.toContain('200 OK');
  expect(call.status).toBe(status);
});

it('follows a redirect, relative to the document that it is in', async () => {
  const { webhooks } = await called({
    '/voice/outgoing': '<Redirect>next?step=2</Redirect>',
    '/voice/next': '<Play loop="2">https://voice.example.com/tone.wav</Play>',
  });

  expect(webhooks.received.map(({ request }) => request.url)).toEqual([
    'https://voice.example.com/voice/outgoing',
    'https://voice.example.com/voice/next?step=2',
  ]);
});

it.each`
  fault                        | app                                              | code
  ${'is not found'}            | ${{}}                                            | ${'11200'}
  ${'answers what is not XML'} | ${{ '/voice/outgoing': '<Say>one & two</Say>' }} | ${'12100'}
`('says sorry and raises $code when the webhook $fault', async ({ app, code }) => {
  const { said, codes, status } = await called(app);

  expect(said.join()).toContain('We are sorry, an application error');
  expect(codes).toEqual([code]);
  expect(status).toBe('completed');
});

it('asks the fallback URL with the error, and tells the error webhook', async () => {
  const webhooks = webhookApp({ '/fallback': '<Reject/>', '/errors': '' });
  const under = twilioUnderTest({ send: webhooks.send, errorWebhook: 'https://voice.example.com/errors' });
  await addDomain(under.client, ['lobby-7']);
  const [it] = await under.client.sip.domains.list();
  await under.client.sip
    .domains(it?.sid ?? '')
    .update({ voiceFallbackUrl: 'https://voice.example.com/fallback' });
  under.twilio.dial({ ...line('lobby-7'), dials: '1' });
  await under.time.run();

  expect(webhooks.formsTo('/fallback')[0]).toMatchObject({
    ErrorCode: '11200',
    ErrorUrl: 'https://voice.example.com/voice/outgoing',
  });
  const [error] = webhooks.formsTo('/errors');
  expect(JSON.parse(error?.['Payload'] ?? '')).toMatchObject({ error_code: '11200' });
  expect(await under.client.monitor.v1.alerts.list({ logLevel: 'error' })).toHaveLength(1);
});

it('asks the fallback URL when the action of a Dial fails, with what that was told', async () => {
  const webhooks = webhookApp({
    '/voice/outgoing': '<Dial action="/after">+12065550142</Dial>',
    '/fallback': '',
  });
  const under = twilioUnderTest({ send: webhooks.send, numbers: [number] });
  await addDomain(under.client, ['lobby-7']);
  const [it] = await under.client.sip.domains.list();
  await under.client.sip
    .domains(it?.sid ?? '')
    .update({ voiceFallbackUrl: 'https://voice.example.com/fallback' });
  under.twilio.dial({ ...line('lobby-7'), dials: '2065550142' });
  await under.time.run();

  expect(webhooks.formsTo('/fallback')).toMatchObject([
    { ErrorCode: '11200', ErrorUrl: 'https://voice.example.com/after', DialCallStatus: 'failed' },
  ]);
});

it('waits 15 seconds for a webhook whose answer is lost', async () => {
  const app = webhookApp({ '/voice/outgoing': '<Hangup/>' });
  const under = twilioUnderTest({
    send: app.send,
    deliveryPlanFor: () => () => ({ deliverAfter: 5, answerAfter: 5, answerLost: true }),
  });
  await addDomain(under.client, ['lobby-7']);
  const started = under.time.now();
  under.twilio.dial({ ...line('lobby-7'), dials: '1' });
  await under.time.run(started + 14_999);
  expect(under.twilio.alerts()).toEqual([]);
  await under.time.run(started + 15_001);

  expect(under.twilio.alerts()).toMatchObject([{ error_code: '11205' }]);
});

it.each`
  what                                  | twiml                                                                 | code
  ${'a caller ID that is not ours'}     | ${`<Dial callerId="+12065550111">${toOutside}</Dial>`}                | ${'13214'}
  ${'a phone without a caller ID'}      | ${`<Dial>${toOutside}</Dial>`}                                        | ${'13214'}
  ${'a country that is closed'}         | ${`<Dial callerId="${number}"><Number>+442079460123</Number></Dial>`} | ${'13227'}
  ${'a phone that is not registered'}   | ${`<Dial><Sip>sip:office-8@${domain}</Sip></Dial>`}                   | ${'32009'}
  ${'a domain by its Region'}           | ${`<Dial><Sip>sip:office-8@lines.sip.us1.twilio.com</Sip></Dial>`}    | ${'32220'}
  ${'a verb that does not exist'}       | ${'<Shout>Hello</Shout>'}                                             | ${'12200'}
  ${'an attribute that does not exist'} | ${'<Say volume="loud">Hello</Say>'}                                   | ${'12200'}
  ${'a reason that does not exist'}     | ${'<Reject reason="nonsense"/>'}                                      | ${'12200'}
`('raises $code for $what', async ({ twiml, code }) => {
  const { codes } = await called({ '/voice/outgoing': twiml });

  expect(codes).toEqual([code]);
});

it('sends each progress of a leg that is asked for, numbered, as the leg that it is about', async () => {
  const { webhooks, twilio } = await called(
    {
      '/voice/outgoing': dial(
        `<Number statusCallback="https://voice.example.com/progress" statusCallbackEvent="initiated ringing answered completed">${outside}</Number>`,
      ),
      '/after': '',
      '/progress': '',
    },
    { phones: { [outside]: answers(2, { hangsUpAfterSeconds: 65 }) } },
  );
  const [, leg] = twilio.calls();

  expect(
    webhooks.formsTo('/progress').map((it) => [it['CallStatus'], it['SequenceNumber'], it['CallDuration']]),
  ).toEqual([
    ['initiated', '0', undefined],
    ['ringing', '1', undefined],
    ['in-progress', '2', undefined],
    ['completed', '3', '65'],
  ]);
  expect(webhooks.formsTo('/progress')[3]).toMatchObject({ CallSid: leg?.sid, Duration: '2' });
});

it.each`
  isEmergencyOn | address  | calls                                                 | leg
  ${true}       | ${true}  | ${[{ number: '911', addressSid: expect.anything() }]} | ${'completed'}
  ${true}       | ${false} | ${[{ number: '911' }]}                                | ${'completed'}
  ${false}      | ${true}  | ${[]}                                                 | ${'failed'}
`(
  'calls 911 with the address of the caller ID (domain allows it: $isEmergencyOn, registered: $address)',
  async ({ isEmergencyOn, address, calls, leg }) => {
    const webhooks = webhookApp({ '/voice/outgoing': dial('<Number>911</Number>'), '/after': '' });
    const { client, network, twilio, time } = twilioUnderTest({ send: webhooks.send, numbers: [number] });
    await addDomain(client, ['lobby-7'], { emergency: isEmergencyOn });
    network.addPhone('911', answers(1, { hangsUpAfterSeconds: 5 }));
    if (address) {
      const { sid } = await client.addresses.create({
        customerName: 'Example Ltd',
        street: '100 Main St',
        city: 'Washington',
        region: 'DC',
        postalCode: '20001',
        isoCountry: 'US',
        emergencyEnabled: true,
      });
      const [owned] = await client.incomingPhoneNumbers.list();
      await client.incomingPhoneNumbers(owned?.sid ?? '').update({ emergencyAddressSid: sid });
    }
    twilio.dial({ ...line('lobby-7'), dials: '911' });
    await time.run();

    expect(twilio.emergencyCalls()).toMatchObject(calls);
    expect(twilio.emergencyCalls().every((it) => 'addressSid' in it === address)).toBe(true);
    expect(twilio.calls()[1]?.status).toBe(leg);
  },
);

it('rings the number of the account by its own voice URL, with blank cities as live webhooks have', async () => {
  const app = webhookApp({
    '/voice/incoming': `<Dial><Sip>sip:office-8@${domain}</Sip></Dial>`,
    '/status': '',
  });
  const { client, network, twilio, time } = twilioUnderTest({ send: app.send, numbers: [number] });
  await addDomain(client, ['office-8']);
  twilio.register(line('office-8'), answers());
  const [owned] = await client.incomingPhoneNumbers.list();
  await client.incomingPhoneNumbers(owned?.sid ?? '').update({
    voiceUrl: 'https://voice.example.com/voice/incoming',
    voiceMethod: 'GET',
    statusCallback: 'https://voice.example.com/status',
  });
  network.dial({ from: '+12065550199', to: number, hangsUpAfterSeconds: 9 });
  await time.run();

  expect(app.received[0]?.request.method).toBe('GET');
  expect(app.formsTo('/voice/incoming')[0]).toMatchObject({
    From: '+12065550199',
    To: number,
    FromCity: '',
    FromCountry: 'US',
  });
  expect(app.formsTo('/status')[0]).toMatchObject({ CallStatus: 'completed', CallDuration: '9' });
});

it.each`
  what                             | identity                                                  | answer
  ${'a stranger'}                  | ${{ user: 'nobody', password, domain }}                   | ${403}
  ${'a wrong password'}            | ${{ ...line('lobby-7'), password: 'Wrong-password-1' }}   | ${403}
  ${'a domain of another account'} | ${{ ...line('lobby-7'), domain: 'other.sip.twilio.com' }} | ${404}
`('turns $what away, from the registrar and from calls', async ({ identity, answer }) => {
  const { client, twilio } = twilioUnderTest({ send: webhookApp({}).send });
  await addDomain(client, ['lobby-7']);

  expect(twilio.register(identity, { kind: 'busy' })).toBe(answer);
  expect(twilio.dial({ ...identity, dials: '911' })).toEqual({ answer });
});

it('takes calls only from phones of a list that is mapped for calls', async () => {
  const { client, twilio } = twilioUnderTest({ send: webhookApp({}).send });
  await addDomain(client, ['lobby-7']);
  const [it] = await client.sip.domains.list();
  const [list] = await client.sip.credentialLists.list();
  await client.sip
    .domains(it?.sid ?? '')
    .auth.calls.credentialListMappings(list?.sid ?? '')
    .remove();

  expect(twilio.register(line('lobby-7'), { kind: 'busy' })).toBe(200);
  expect(twilio.dial({ ...line('lobby-7'), dials: '911' })).toEqual({ answer: 403 });
  expect((await client.sip.domains.list())[0]?.authType).toBe('');
});

it('places a call by the API, and ends it by the API', async () => {
  const { client, network, twilio, time } = twilioUnderTest({ numbers: [number] });
  network.addPhone(outside, answers());
  const { sid } = await client.calls.create({
    to: outside,
    from: number,
    twiml: '<Response><Pause length="600"/></Response>',
  });
  await time.run(time.now() + 10_000);
  expect((await client.calls(sid).fetch()).status).toBe('in-progress');
  await client.calls(sid).update({ status: 'completed' });
  await time.run();

  expect(twilio.calls().map(({ status, duration }) => [status, duration])).toEqual([['completed', '8']]);
});

it.each`
  ends                    | keys                                  | hangsUpAfterSeconds | digits      | seconds
  ${'a key'}              | ${[{ afterSeconds: 4, digits: '#' }]} | ${undefined}        | ${'#'}      | ${'4'}
  ${'the longest length'} | ${undefined}                          | ${undefined}        | ${''}       | ${'30'}
  ${'the caller'}         | ${undefined}                          | ${6}                | ${'hangup'} | ${'6'}
`('records until $ends ends it', async ({ keys, hangsUpAfterSeconds, digits, seconds }) => {
  const { webhooks, codes } = await called(
    {
      '/voice/outgoing': '<Record action="/recorded" maxLength="30" finishOnKey="#"/>',
      '/recorded': '<Hangup/>',
    },
    { keys, hangsUpAfterSeconds },
  );

  expect(webhooks.formsTo('/recorded')[0]).toMatchObject({ Digits: digits, RecordingDuration: seconds });
  expect(codes).toEqual([]);
});
