import { gzipSync } from 'node:zlib';
import { type Random, randomFrom } from '@dialplane/basics';
import { brokenTexts, oddValue } from './odd-values';

/** What to generate: how many documents of all kinds, around one month. The same seed gives the same bytes. */
export type OddTraffic = {
  readonly seed: number;
  readonly documents: number;
  /** The month's first second, and the first second after it. */
  readonly start: number;
  readonly end: number;
  readonly usageTypes: readonly [string, ...string[]];
};

/** An object, and when it was stored, in seconds since 1970. */
export type OddObject = { readonly key: string; readonly content: Buffer; readonly arrivedAt: number };

type Kind = 'call' | 'stream' | 'leg' | 'meeting';
/** The members of a document, with values as JSON text. */
type Members = readonly (readonly [name: string, value: string])[];
type Drawn = { readonly kind: Kind; readonly at: number; readonly members: Members };

const folders: Readonly<Record<Kind, string>> = {
  call: 'Amazon-Chime-Voice-Connector-CDRs/json/vc1',
  stream: 'Amazon-Chime-Voice-Connector-SDRs/json/vc2',
  leg: 'Amazon-Chime-SMADRs/json/sma1',
  meeting: 'Amazon-Chime-Business-Calling-CDRs/json/111122223333',
};

/** The share of members with an odd value, and the shares of documents with other peculiarities. */
const share = {
  oddMember: 0.01,
  broken: 0.02,
  copy: 0.03,
  conflict: 0.01,
  outside: 0.04,
  lonely: 0.3,
  lines: 0.5,
};

/** Objects by key: some with one document, others with hundreds, in all the formats that readers must accept. */
export const oddTraffic = function* (traffic: OddTraffic): Generator<OddObject> {
  const random = randomFrom(traffic.seed);
  const earlier: Drawn[] = [];
  let documents = 0;
  for (let object = 0; documents < traffic.documents; object += 1) {
    const size = random.chance(share.lonely) ? 1 : random.between(2, 400);
    const drawn = drawnDocument(random, traffic);
    const texts: string[] = [];
    const areLines = random.chance(share.lines);
    while (texts.length < Math.min(size, traffic.documents - documents)) {
      const next = texts.length === 0 ? drawn : drawnDocument(random, traffic);
      // A repeated document is mostly in the same folder, since the folder names its kind.
      const again = earlier.length > 0 && random.chance(share.copy + share.conflict);
      const known = again ? earlier[random.between(0, earlier.length - 1)] : undefined;
      const one = known ?? {
        ...next,
        kind: drawn.kind,
        members: membersOf(random, traffic, drawn.kind, next.at),
      };
      if (earlier.length < 5_000) earlier.push(one);
      texts.push(textOf(random, one, known !== undefined, areLines));
    }
    documents += texts.length;
    const delay = random.between(0, random.chance(0.2) ? 5 * 86_400 : 7_200);
    yield {
      key: keyOf(random, drawn, object),
      content: contentOf(random, texts, areLines),
      arrivedAt: drawn.at + delay,
    };
  }
};

const drawnDocument = (random: Random, traffic: OddTraffic): Drawn => {
  const kind = random.oneOf<Kind>(['call', 'call', 'call', 'call', 'stream', 'leg', 'leg', 'meeting']);
  const days = random.chance(share.outside) ? 2 * 86_400 : 0;
  const at = random.chance(0.01)
    ? random.oneOf([traffic.start - 1, traffic.start, traffic.end - 1, traffic.end])
    : random.between(traffic.start - days, traffic.end + days);
  return { kind, at, members: [] };
};

const membersOf = (random: Random, traffic: OddTraffic, kind: Kind, at: number): Members => {
  const usual = usualMembers(random, traffic, kind, at);
  const members = usual
    .filter(() => !random.chance(0.002))
    .map(
      ([name, value, of]) =>
        [name, of && random.chance(share.oddMember) ? oddValue(random, of) : value] as const,
    );
  if (random.chance(0.02)) members.push(['Unknown', '{"z":[1,2.50,{"b":null,"a":"\\u0061"}],"10":1,"9":2}']);
  // If a name occurs twice, the last one counts.
  if (random.chance(0.01)) members.push(members[random.between(0, members.length - 1)] ?? ['a', '1']);
  return members;
};

type Of = Parameters<typeof oddValue>[1];
type Usual = readonly (readonly [name: string, value: string, odd?: Of])[];

const usualMembers = (random: Random, traffic: OddTraffic, kind: Kind, at: number): Usual => {
  const seconds = random.chance(0.05) ? 0 : 6 * random.between(1, 400);
  const id = `"${hex(random)}-${hex(random)}"`;
  // A few transactions and calls have several records. Only those can contain leaks.
  const shared = `"shared-${Math.floor(at / 300)}-${random.between(0, 20)}"`;
  const callId = random.chance(0.2) ? shared : id;
  const phones = { a: phone(random), b: phone(random) };
  const direction: readonly [string, string, Of] = [
    'Direction',
    random.oneOf(['"Inbound"', '"Outbound"']),
    'word',
  ];
  const usage: readonly [string, string, Of] = [
    'UsageType',
    `"${random.oneOf(traffic.usageTypes)}"`,
    'usageType',
  ];
  const common: Usual = [
    ['AwsAccountId', random.oneOf(['"111122223333"', '"444455556666"']), 'account'],
    ['SchemaVersion', '"2.0"', 'schema'],
    [
      'BillableDurationSeconds',
      kind === 'meeting' || kind === 'leg' ? `"${seconds}"` : `${seconds}`,
      'seconds',
    ],
    ['BillableDurationMinutes', `${seconds / 60}`],
  ];
  switch (kind) {
    case 'call':
      return [
        ...common,
        ['TransactionId', id, 'id'],
        ['CallId', callId, 'callId'],
        ['VoiceConnectorId', random.oneOf(['"vc1"', '"vc3"']), 'word'],
        ['ServiceCode', '"AmazonChimeVoiceConnector"', 'word'],
        usage,
        direction,
        ['SourcePhoneNumber', phones.a, 'number'],
        ['SourceCountry', '"US"', 'word'],
        ['DestinationPhoneNumber', phones.b, 'number'],
        ['DestinationCountry', random.oneOf(['"US"', '"DE"', '"PA"']), 'word'],
        ['StartTimeEpochSeconds', `${at}`, 'moment'],
        ['EndTimeEpochSeconds', `${at + seconds - random.between(0, 5)}`, 'moment'],
      ];
    case 'stream':
      return [
        ...common,
        ['TransactionId', id, 'id'],
        ['CallId', callId, 'callId'],
        ['VoiceConnectorId', '"vc2"', 'word'],
        ['ServiceCode', '"AmazonChime"'],
        ['UsageType', '"USE1-VC-kinesis-audio-streaming"', 'usageType'],
        ['StartTimeEpochSeconds', `${at}`, 'moment'],
        ['EndTimeEpochSeconds', `${at + seconds}`, 'moment'],
      ];
    case 'leg':
      return [
        ...common,
        ['TransactionId', random.chance(0.5) ? shared : id, 'id'],
        ['CallId', random.chance(0.8) ? id : shared, 'callId'],
        ['SipApplicationId', '"sma1"', 'word'],
        ['ServiceCode', '"AmazonChimeVoiceConnector"'],
        usage,
        direction,
        ['SourcePhoneNumber', phones.a, 'number'],
        ['DestinationPhoneNumber', phones.b, 'number'],
        ['TimeStampEpochSeconds', `"${at}"`, 'moment'],
      ];
    case 'meeting':
      return [
        ...common,
        ['CdrId', id, 'id'],
        ['ServiceCode', '"AmazonChimeBusinessCalling"'],
        direction,
        ['CallerPhoneNumber', phones.a, 'number'],
        ['CallerCountry', '"US"', 'word'],
        ['DestinationPhoneNumber', phones.b, 'number'],
        ['DestinationCountry', '"US"', 'word'],
        ['StartTimeEpochSeconds', `"${at}"`, 'moment'],
        ['EndTimeEpochSeconds', `"${at + seconds}"`, 'moment'],
      ];
  }
};

/**
 * A document as text: minified or pretty; a copy in any order; sometimes with other content, sometimes truncated. A document in a line of
 * its own is minified, and rarely broken.
 */
const textOf = (random: Random, { members }: Drawn, isCopy: boolean, isLine: boolean): string => {
  if (random.chance(isLine ? share.broken / 100 : share.broken)) {
    if (random.chance(0.5)) return random.oneOf(brokenTexts);
    const whole = writtenAs(members, '');
    return whole.slice(0, random.between(1, whole.length - 1));
  }
  const turned = isCopy && random.chance(0.5) ? [...members].reverse() : members;
  const contradicts = isCopy && random.chance(share.conflict / (share.copy + share.conflict));
  const said = contradicts ? [...turned, ['Status', '"Other"'] as const] : turned;
  if (isLine) return writtenAs(said, '').replaceAll('\n', '');
  return writtenAs(said, random.oneOf(['', '', '', '\n  ', '\r\n\t', ' ']));
};

const writtenAs = (members: Members, blank: string): string =>
  `{${members.map(([name, value]) => `${blank}"${name}":${blank && ' '}${value}`).join(',')}${blank}}`;

/** Documents one after another; sometimes with a byte order mark, or with bytes that are not UTF-8. */
const contentOf = (random: Random, texts: readonly string[], areLines: boolean): Buffer => {
  if (areLines && random.chance(0.9)) {
    const between = random.oneOf(['\n', '\n', '\r\n', '\n\n']);
    return Buffer.from(texts.join(between) + random.oneOf(['', '\n', '\r\n']));
  }
  const between = random.oneOf(['\n', '\n', '\r\n', '', ' ', '\n\n', '\u00a0\n']);
  const plain = texts.join(between) + random.oneOf(['', '\n']);
  const list = `[${texts.join(random.oneOf([',', ',\n', ' , ']))}]`;
  const text = Buffer.from(random.chance(0.06) ? list : plain);
  if (random.chance(0.04)) return gzipSync(text);
  if (random.chance(0.02)) return Buffer.from(`\uFEFF${text.toString()}`, 'utf16le');
  if (random.chance(0.01)) return gzipSync(text).subarray(0, random.between(2, 30));
  if (random.chance(0.03)) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text]);
  if (!random.chance(0.03)) return text;
  const at = random.between(0, text.length);
  const wrong = random.oneOf([
    [0xff],
    [0xe2, 0x82],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xc0, 0xaf],
  ]);
  return Buffer.concat([text.subarray(0, at), Buffer.from(wrong), text.subarray(at)]);
};

const keyOf = (random: Random, { kind, at }: Drawn, object: number): string => {
  const stored = at + (random.chance(0.05) ? 86_400 : 0); // some are stored under the next day
  const day = new Date(stored * 1000).toISOString().slice(0, 10).replaceAll('-', '/');
  const name = random.oneOf([
    '',
    '',
    '',
    '_',
    'a b',
    'a,b',
    '"q"',
    'ä',
    '😀',
    '\uffee',
    '%41',
    '[x]',
    'deep/er/',
    '+',
  ]);
  return `${folders[kind]}/${day}/${name}${random.between(0, 23)}.${object}`;
};

const hex = (random: Random): string => random.between(0, 0xffff_ffff).toString(16);

const phone = (random: Random): string => `"+1206555${String(random.between(0, 200)).padStart(4, '0')}"`;
