import { parseChimeInvocation } from './parse-invocation';

const number = {
  kind: 'phone-number',
  name: 'main',
  adopt: '+12065550100',
  connectorId: 'connector-1',
  onDestroy: 'keep',
  tf: { action: 'create', prev_input: null },
};
const application = {
  kind: 'application',
  sipMediaApplicationId: 'sma-1',
  region: 'us-east-1',
  tf: { action: 'delete', prev_input: { kind: 'application' } },
};
const { adopt: _, ...withoutSource } = number;

/** An update from what differed before. */
const updated = (input: object, before: object) => ({
  ...input,
  tf: { action: 'update', prev_input: { ...input, ...before } },
});

it('reads a number to adopt', () => {
  expect(parseChimeInvocation(number)).toEqual({
    ok: true,
    value: {
      action: 'create',
      request: {
        kind: 'phone-number',
        name: 'main',
        source: { kind: 'adopt', number: '+12065550100' },
        productType: 'VoiceConnector',
        connectorId: 'connector-1',
        onDestroy: 'keep',
      },
    },
  });
});

it.each([{ areaCode: '206' }, { state: 'WA' }, { tollFreePrefix: '833' }])(
  'reads a number to order, with %j',
  (order) => {
    expect(parseChimeInvocation({ ...withoutSource, order })).toMatchObject({
      ok: true,
      value: { request: { source: { kind: 'order', with: order } } },
    });
  },
);

it('reads an application', () => {
  const { tf: _tf, ...request } = application;

  expect(parseChimeInvocation(application)).toEqual({ ok: true, value: { action: 'delete', request } });
});

it.each`
  mistake                        | input                                                             | path                       | message
  ${'nothing at all'}            | ${null}                                                           | ${''}                      | ${/^must be an object/}
  ${'an unknown kind'}           | ${{ ...number, kind: 'fax' }}                                     | ${'kind'}                  | ${/^must be .*"phone-number".*, not "fax"/}
  ${'no action'}                 | ${{ ...number, tf: {} }}                                          | ${'tf.action'}             | ${/^is missing/}
  ${'an unknown action'}         | ${{ ...number, tf: { action: 'see' } }}                           | ${'tf.action'}             | ${/^must be .*"create".*, not "see"/}
  ${'an unknown field'}          | ${{ ...number, country: 'US' }}                                   | ${'country'}               | ${/^is not a known field/}
  ${'both sources'}              | ${{ ...number, order: { areaCode: '206' } }}                      | ${''}                      | ${/either adopt or order/}
  ${'no source'}                 | ${withoutSource}                                                  | ${''}                      | ${/either adopt or order/}
  ${'a local number'}            | ${{ ...number, adopt: '5550100' }}                                | ${'adopt'}                 | ${/in E.164 form/}
  ${'an area code of two'}       | ${{ ...withoutSource, order: { areaCode: '20' } }}                | ${'order'}                 | ${/areaCode: "206"/}
  ${'two criteria'}              | ${{ ...withoutSource, order: { areaCode: '206', state: 'WA' } }}  | ${'order'}                 | ${/areaCode: "206"/}
  ${'a name with a space'}       | ${{ ...number, name: 'the main one' }}                            | ${'name'}                  | ${/not "the main one"/}
  ${'no onDestroy'}              | ${{ ...number, onDestroy: undefined }}                            | ${'onDestroy'}             | ${/^must be|^is missing/}
  ${'a connector for a dial-in'} | ${{ ...number, productType: 'SipMediaApplicationDialIn' }}        | ${''}                      | ${/no connectorId/}
  ${'a read of an application'}  | ${{ ...application, tf: { action: 'read' } }}                     | ${'tf.action'}             | ${/^must be .*"create".*, not "read"/}
  ${'no Region'}                 | ${{ ...application, region: 'here' }}                             | ${'region'}                | ${/not "here"/}
  ${'another name'}              | ${updated(number, { name: 'old' })}                               | ${'name'}                  | ${/triggers/}
  ${'another kind'}              | ${updated(number, { kind: 'application' })}                       | ${'name'}                  | ${/triggers/}
  ${'another application'}       | ${updated(application, { sipMediaApplicationId: 'sma-0' })}       | ${'sipMediaApplicationId'} | ${/triggers/}
  ${'no previous input'}         | ${{ ...application, tf: { action: 'update', prev_input: null } }} | ${'sipMediaApplicationId'} | ${/triggers/}
`('refuses $mistake', ({ input, path, message }) => {
  expect(parseChimeInvocation(input)).toEqual({
    ok: false,
    error: [{ path, message: expect.stringMatching(message) }],
  });
});

it('accepts an update that keeps the name', () => {
  expect(parseChimeInvocation(updated(number, { connectorId: 'connector-0' }))).toMatchObject({ ok: true });
});
