import fc from 'fast-check';
import { chimeBehaviours } from '../src/behaviours';
import { chimeOperations } from '../src/chime-operations';
import { connectorIdFrom } from '../src/connector-id';
import { hostNameOf } from '../src/host-name';
import type { ServiceOperation, Shape } from '@dialplane/virtual-aws';
import {
  aConnector,
  anApplication,
  aRule,
  chimeUnderTest,
  dialIn,
  first,
  lambdaIn,
  second,
} from './chime-under-test';

const connector = connectorIdFrom('id-002');

/** Values that exist in the account of `busyChime`, and some that do not. */
const words: Readonly<Record<string, readonly string[]>> = {
  ProductType: ['VoiceConnector', 'SipMediaApplicationDialIn', 'BusinessCalling'],
  TriggerType: ['ToPhoneNumber', 'RequestUriHostname'],
  TriggerValue: [first, dialIn, hostNameOf(connector)],
  AwsRegion: ['us-east-1', 'us-west-2'],
  LambdaArn: [lambdaIn('us-east-1'), lambdaIn('us-west-2')],
  Name: ['main line', 'office', ''],
  SipMediaApplicationId: ['id-001', 'id-005', 'none'],
  VoiceConnectorId: [connector, connectorIdFrom('id-005'), 'none'],
  VoiceConnectorGroupId: ['id-003', 'id-005', 'none'],
  SipRuleId: ['id-004', 'id-005', 'none'],
  PhoneNumberId: [first, second, dialIn, '+12065550199'],
  FromPhoneNumber: [first, dialIn],
  ResourceARN: [
    `arn:aws:chime:us-east-1:111122223333:vc/${connector}`,
    'arn:aws:chime:us-east-1:111122223333:sma/id-001',
  ],
  Status: ['Assigned', 'Unassigned'],
  FilterName: ['SipRuleId', 'VoiceConnectorId'],
};
const numbers = [first, second, dialIn, '+13125550150', '+493023125000'];

const valueOf = (name: string, shape: Shape): fc.Arbitrary<unknown> => {
  switch (shape.kind) {
    case 'text':
    case 'time':
      return fc.constantFrom(...(words[name] ?? [...numbers, 'US']));
    case 'number':
      return fc.integer({ min: 0, max: 3 });
    case 'boolean':
      return fc.boolean();
    case 'list':
      return fc.array(valueOf(name.replace(/s$/, ''), shape.of), { maxLength: 2 });
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'b'), valueOf(name, shape.of));
    case 'structure':
      return inputOf(shape.members);
    case 'anything':
      return fc.constant({});
  }
};

const inputOf = (members: ServiceOperation['input']['members']): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(members.map(({ name, shape }) => [name, valueOf(name, shape)])), {
    requiredKeys: members.filter(({ required }) => required).map(({ name }) => name),
  });

/** A virtual Chime with the application id-001, the connector made from id-002 in the group id-003, and the rule id-004. */
export const busyChime = async () => {
  const { chime, client, clock } = chimeUnderTest({
    delays: { order: 2, release: 2 },
    quotas: { phoneNumbers: 5 },
    calls: { place: () => 't-1', update: () => true },
  });
  const application = await anApplication(client);
  const VoiceConnectorId = await aConnector(client);
  await client.createVoiceConnectorGroup({
    Name: 'all',
    VoiceConnectorItems: [{ VoiceConnectorId, Priority: 1 }],
  });
  await aRule(client, application);
  return { chime, clock };
};

const simulated = chimeOperations.filter(({ name }) => chimeBehaviours[name]);

/** A request for some operation that is simulated, with an input that has the right form and may make sense. */
export const anyRequest: fc.Arbitrary<{ readonly operation: string; readonly ask: () => Request }> = fc
  .constantFrom(...simulated)
  .chain((operation) =>
    inputOf(operation.input.members).map((input) => ({
      operation: operation.name,
      ask: () => requestFor(operation, input),
      toString: () => `${operation.name} ${JSON.stringify(input)}`,
    })),
  );

const requestFor = (
  { method, path, query, input }: ServiceOperation,
  values: Readonly<Record<string, unknown>>,
): Request => {
  const url = new URL(
    path
      .map((part) => (/^\{/.test(part) ? encodeURIComponent(String(values[part.slice(1, -1)])) : part))
      .join('/'),
    'http://chime.test',
  );
  for (const [name, value] of query) url.searchParams.set(name, value);
  const body: Record<string, unknown> = {};
  for (const { name, place } of input.members) {
    if (values[name] === undefined) continue;
    if (place.in === 'query') url.searchParams.set(place.as, String(values[name]));
    if (place.in === 'body') body[name] = values[name];
  }
  return new Request(url, { method, ...(method !== 'GET' && { body: JSON.stringify(body) }) });
};
