import { randomFrom, type Random } from '@dialplane/basics';
import type { Form, SeededKind } from './traffic';

/** A document before its object is known. `at` is in seconds since 1970. */
export type Draft = {
  readonly at: number;
  readonly id: string;
  readonly text: string;
  readonly seeded?: SeededKind;
};

/** The Voice Connector that calls go through, in one Region. */
export type BenchConnector = {
  readonly id: string;
  readonly account: string;
  readonly region: 'us-east-1' | 'us-west-2';
};

/** The connector with this number: there are two accounts and two Regions. */
export const connectorOf = (index: number): BenchConnector => ({
  id: hex(randomFrom(index + 1), 22),
  account: index % 2 === 0 ? '111122223333' : '444455556666',
  region: index % 4 < 3 ? 'us-east-1' : 'us-west-2',
});

/** A call through a connector. Its record is a text made from it. */
export type BenchCall = {
  readonly connector: BenchConnector;
  readonly at: number;
  readonly transactionId: string;
  readonly callId: string;
  readonly billedSeconds: number;
  readonly lasted: number;
  readonly route: Route;
  readonly source: string;
  readonly destination: string;
  readonly message: string;
  readonly streaming: boolean;
};

type Route = {
  readonly direction: 'Outbound' | 'Inbound';
  readonly country: string;
  /** The prefix of the other party's numbers, all from ranges reserved for fiction. */
  readonly numbers: string;
  readonly digits: number;
};

const abroad = (country: string, numbers: string, digits: number): Route => ({
  direction: 'Outbound',
  country,
  numbers,
  digits,
});
const outbound = abroad('US', '+1206555', 2);
const inbound: Route = { ...outbound, direction: 'Inbound' };

/** Each route is drawn as often as it is listed: half of all calls stay in the US, a third are inbound. */
const routes = [
  ...Array.from({ length: 10 }, () => outbound),
  ...Array.from({ length: 7 }, () => inbound),
  abroad('CA', '+1416555', 2),
  abroad('GB', '+447700900', 3),
  abroad('DE', '+493023125', 3),
] as unknown as readonly [Route, ...Route[]];

/** The usage type of a call, by the pattern that public records show. */
export const usageTypeOf = (
  region: BenchConnector['region'],
  direction: Route['direction'],
  country: string,
): string => {
  const prefix = region === 'us-east-1' ? 'USE1' : 'USW2';
  return direction === 'Inbound'
    ? `${prefix}-US-inbound-minutes`
    : `${prefix}-US-${country}-outbound-minutes`;
};

/** Every line that a call can be billed by. */
export const usageTypes: readonly string[] = [
  ...new Set(
    (['us-east-1', 'us-west-2'] as const).flatMap((region) =>
      routes.map(({ direction, country }) => usageTypeOf(region, direction, country)),
    ),
  ),
];

const areas = ['206', '212', '305', '312', '404', '415', '512', '617', '702', '808'] as const;

/**
 * A call that begins at the given second. One in thirty is billed 0 seconds; billing is by 6 seconds, as public records show.
 */
export const benchCallAt = (random: Random, connector: BenchConnector, at: number): BenchCall => {
  const route = random.oneOf(routes);
  const lasted = random.chance(1 / 30)
    ? random.between(0, 5)
    : 3 + Math.floor(-150 * Math.log(1 - random.fraction()));
  const ours = `+1${random.oneOf(areas)}55501${digits(random, 2)}`;
  const theirs =
    route.country === 'US'
      ? `+1${random.oneOf(areas)}55501${digits(random, 2)}`
      : `${route.numbers}${route.country === 'CA' ? '01' : ''}${digits(random, route.digits)}`;
  return {
    connector,
    at,
    transactionId: uuid(random),
    callId: uuid(random),
    billedSeconds: lasted < 6 && route.direction === 'Inbound' ? 0 : Math.ceil(lasted / 6) * 6,
    lasted,
    route,
    source: route.direction === 'Outbound' ? ours : theirs,
    destination: route.direction === 'Outbound' ? theirs : ours,
    message: random.chance(0.7) ? 'Normal Call Clearing' : 'OK',
    streaming: random.chance(0.2),
  };
};

/** The record of a call, with the fields of the administration guide, minified; a usual one has from 666 to 680 bytes. */
export const benchRecord = (call: BenchCall, form: Form = 'usual'): Draft => {
  const { connector, at, transactionId, callId, billedSeconds, lasted, route, source, destination } = call;
  const [from, to] = route.direction === 'Outbound' ? ['US', route.country] : [route.country, 'US'];
  const record = {
    AwsAccountId: connector.account,
    TransactionId: transactionId,
    CallId: callId,
    VoiceConnectorId: connector.id,
    Status: 'Completed',
    StatusMessage: call.message,
    // Padded to the size of AWS's records.
    SipAuthUser: 'x'.repeat(call.message === 'OK' ? 22 : 4),
    BillableDurationSeconds: billedSeconds,
    BillableDurationMinutes: billedSeconds / 60,
    SchemaVersion: '2.0',
    SourcePhoneNumber: source,
    SourceCountry: from,
    DestinationPhoneNumber: destination,
    DestinationCountry: to,
    UsageType: usageTypeOf(connector.region, route.direction, route.country),
    ServiceCode: 'AmazonChimeVoiceConnector',
    Direction: route.direction,
    StartTimeEpochSeconds: at,
    EndTimeEpochSeconds: at + lasted,
    Region: connector.region,
    Streaming: call.streaming,
  };
  return { at, id: transactionId, text: JSON.stringify({ ...record, ...changesFor(form, record) }) };
};

type BenchRecord = {
  readonly AwsAccountId: string;
  readonly TransactionId: string;
  readonly VoiceConnectorId: string;
  readonly BillableDurationSeconds: number;
  readonly SourcePhoneNumber: string;
  readonly SourceCountry: string;
  readonly DestinationPhoneNumber: string;
  readonly UsageType: string;
};

/** The fields in which a record differs from a usual one. */
const changesFor = (form: Form, record: BenchRecord): Readonly<Record<string, unknown>> => {
  if (form === 'odd') {
    return {
      AwsAccountId: Number(record.AwsAccountId),
      BillableDurationSeconds: record.BillableDurationSeconds.toFixed(1),
      SourcePhoneNumber: record.SourcePhoneNumber.slice(1),
      DestinationPhoneNumber: record.DestinationPhoneNumber.slice(1),
    };
  }
  if (form === 'quoted') return { VoiceConnectorId: `${record.VoiceConnectorId}, Zürich` };
  if (form === 'business-calling') {
    return {
      TransactionId: undefined,
      CdrId: record.TransactionId,
      CallerPhoneNumber: record.SourcePhoneNumber,
      CallerCountry: record.SourceCountry,
    };
  }
  return form === 'unrated' ? { UsageType: `${record.UsageType}-unknown` } : {};
};

/** Random digits. */
const digits = (random: Random, count: number): string =>
  String(random.between(0, 10 ** count - 1)).padStart(count, '0');

/** Random hexadecimal digits. */
export const hex = (random: Random, length: number): string => {
  let text = '';
  while (text.length < length) text += random.between(0, 0xffffffff).toString(16).padStart(8, '0');
  return text.slice(0, length);
};

/** A random id in the format of the records. */
export const uuid = (random: Random): string => {
  const all = hex(random, 32);
  return `${all.slice(0, 8)}-${all.slice(8, 12)}-${all.slice(12, 16)}-${all.slice(16, 20)}-${all.slice(20)}`;
};
