import { office } from '@dialplane/forwarding-control/testing';
import { forwardingApiUnderTest, desk, second } from '../testing';

/**
 * What the web client of aws-samples/amazon-chime-sma-call-forwarding sends and expects: `client/src/App.js` (2021) and
 * `site/src/App.js` (2023) read these fields, and treat status 200 as success.
 */
const listed = async (api: Awaited<ReturnType<typeof forwardingApiUnderTest>>, number: string) =>
  (await api.ask('POST', '/queryNumber', {})).json.PhoneNumbers.find(
    ({ E164PhoneNumber }: { E164PhoneNumber: string }) => E164PhoneNumber === number,
  );

it('lists numbers with the fields that its menus show', async () => {
  const api = await forwardingApiUnderTest();

  expect(await listed(api, office)).toMatchObject({
    PhoneNumberId: office,
    E164PhoneNumber: office,
    ProductType: 'VoiceConnector',
    Status: 'Assigned',
    Associations: [{ Name: 'VoiceConnectorId', Value: api.connectorId }],
  });
});

it('lists Voice Connectors with the fields that its menu shows', async () => {
  const { ask, connectorId } = await forwardingApiUnderTest();

  expect((await ask('POST', '/listVoiceConnectors', {})).json.VoiceConnectors).toEqual([
    expect.objectContaining({ Name: 'office', VoiceConnectorId: connectorId }),
    expect.objectContaining({ Name: 'branch' }),
  ]);
});

it('forwards a number, changes it, and gives it back to a connector', async () => {
  const api = await forwardingApiUnderTest({ releaseDelay: 3_000 }); // the sample waits that long
  const add = { PhoneNumber: office, ProductType: 'SipMediaApplicationDialIn', ForwardToNumber: desk };

  expect(await api.ask('POST', '/updateNumber', add)).toMatchObject({
    status: 200,
    json: { SipRule: { TriggerType: 'ToPhoneNumber', TriggerValue: office, Disabled: false } },
  });
  expect(await listed(api, office)).toMatchObject({ ProductType: 'SipMediaApplicationDialIn' });
  expect(await api.ask('POST', '/updateNumber', { ...add, ForwardToNumber: '+12065550143' })).toMatchObject({
    status: 200,
    json: { Message: 'ProductType already SMA' },
  });
  expect((await api.ask('GET', `/forwards/${office}`)).json.targets).toEqual([
    { kind: 'phone', number: '+12065550143' },
  ]);
  const remove = { PhoneNumber: office, ProductType: 'VoiceConnector', VoiceConnectorId: api.connectorId };
  expect(await api.ask('POST', '/updateNumber', remove)).toMatchObject({
    status: 200,
    json: { PhoneNumberErrors: [] },
  });
  expect(await listed(api, office)).toMatchObject({ ProductType: 'VoiceConnector', Status: 'Assigned' });
});

it('says that a number is attached to a connector already', async () => {
  const { ask, connectorId } = await forwardingApiUnderTest();
  const remove = { PhoneNumber: second, ProductType: 'VoiceConnector', VoiceConnectorId: connectorId };

  expect(await ask('POST', '/updateNumber', remove)).toMatchObject({
    status: 200,
    json: `${second} is already a Voice Connector product type`,
  });
});

it.each`
  mistake                      | body                                                                                | says
  ${'an unknown product type'} | ${{ PhoneNumber: office, ProductType: 'BusinessCalling' }}                          | ${'Cannot use the ProductType'}
  ${'an invalid number'}       | ${{ PhoneNumber: '5550100', ProductType: 'VoiceConnector', VoiceConnectorId: 'x' }} | ${'Cannot use the PhoneNumber "5550100"'}
  ${'a missing target'}        | ${{ PhoneNumber: office, ProductType: 'SipMediaApplicationDialIn' }}                | ${'without ForwardToNumber'}
  ${'a missing connector'}     | ${{ PhoneNumber: office, ProductType: 'VoiceConnector' }}                           | ${'without VoiceConnectorId'}
`('answers $mistake with 400, with a sentence for its alert', async ({ body, says }) => {
  const { ask } = await forwardingApiUnderTest();
  const answer = await ask('POST', '/updateNumber', body);

  expect(answer.status).toBe(400);
  expect(answer.json).toContain(says);
});
