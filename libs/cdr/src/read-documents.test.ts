import type { CallRecord } from './call-record';
import { identityOf } from './read-call-record';
import fc from 'fast-check';
import { documentedRecords } from '../testing/documented-records';
import { kindOf } from './kind-of';
import { readDocuments, readRecord } from './read-documents';

const {
  'voice-connector': voiceConnector,
  streaming,
  'sip-media-application': sipMediaApplication,
  'business-calling': businessCalling,
} = documentedRecords;
const only = (text: string) => readDocuments(text).map((read) => (read.ok ? read.value : read.error));

describe('the documented examples', () => {
  it.each`
    document               | kind                       | usageType                            | seconds | at
    ${voiceConnector}      | ${'voice-connector'}       | ${'USE1-US-US-outbound-minutes'}     | ${6}    | ${1565399625}
    ${streaming}           | ${'streaming'}             | ${'USE1-VC-kinesis-audio-streaming'} | ${6}    | ${1565399625}
    ${sipMediaApplication} | ${'sip-media-application'} | ${'USE1-US-inbound-minutes'}         | ${6}    | ${1565399625}
    ${businessCalling}     | ${'business-calling'}      | ${undefined}                         | ${24}   | ${1556009611}
  `('$kind is told by its fields, and keeps them all', ({ document, kind, usageType, seconds, at }) => {
    const [record] = only(JSON.stringify(document));

    expect(record).toMatchObject({ kind, billableSeconds: seconds, at, accountId: '111122223333' });
    expect(record).toMatchObject({ serviceCode: document.ServiceCode, fields: document });
    expect(record).toHaveProperty('fields', document);
    expect((record as { usageType?: string }).usageType).toBe(usageType);
  });

  it('gives a call and its stream, which share a transaction, different identities', () => {
    const [call, stream] = only(JSON.stringify(voiceConnector) + JSON.stringify(streaming));

    expect(call).toHaveProperty('transactionId', voiceConnector.TransactionId);
    expect(stream).toHaveProperty('transactionId', voiceConnector.TransactionId);
    expect(identityOf(call as CallRecord)).not.toBe(identityOf(stream as CallRecord));
  });

  it('gives each leg and usage of one transaction an identity of its own', () => {
    const leg = { ...sipMediaApplication, CallId: 'other' };
    const usage = { ...sipMediaApplication, UsageType: 'other' };
    const identities = [sipMediaApplication, leg, usage].map((document) =>
      identityOf(only(JSON.stringify(document))[0] as CallRecord),
    );

    expect(new Set(identities).size).toBe(3);
  });
});

it.each`
  field                        | value             | read
  ${'BillableDurationSeconds'} | ${6}              | ${{ billableSeconds: 6 }}
  ${'BillableDurationSeconds'} | ${'6'}            | ${{ billableSeconds: 6 }}
  ${'BillableDurationSeconds'} | ${'6.0'}          | ${{ billableSeconds: 6 }}
  ${'BillableDurationSeconds'} | ${'.0'}           | ${{ billableSeconds: 0 }}
  ${'BillableDurationSeconds'} | ${0}              | ${{ billableSeconds: 0 }}
  ${'BillableDurationMinutes'} | ${'.4'}           | ${{ billableSeconds: 6 }}
  ${'BillableDurationMinutes'} | ${undefined}      | ${{ billableSeconds: 6 }}
  ${'StartTimeEpochSeconds'}   | ${'1565399625.0'} | ${{ at: 1565399625 }}
  ${'EndTimeEpochSeconds'}     | ${undefined}      | ${{ at: 1565399625 }}
  ${'AwsAccountId'}            | ${11122223333}    | ${{ accountId: '011122223333' }}
  ${'SchemaVersion'}           | ${undefined}      | ${{ kind: 'voice-connector' }}
  ${'SchemaVersion'}           | ${2}              | ${{ kind: 'voice-connector' }}
  ${'IsProxyCall'}             | ${false}          | ${{ fields: { IsProxyCall: false } }}
`('reads $field $value', ({ field, value, read }) => {
  expect(only(JSON.stringify({ ...voiceConnector, [field]: value }))).toMatchObject([read]);
});

it('gives no usage type where the field is empty, so that the record is reported as unrated and not lost', () => {
  expect(only(JSON.stringify({ ...voiceConnector, UsageType: '' }))[0]).not.toHaveProperty('usageType');
});

it.each`
  field                        | value            | says
  ${'BillableDurationSeconds'} | ${undefined}     | ${'is missing'}
  ${'BillableDurationSeconds'} | ${-6}            | ${'must be a whole number of seconds, 0 or more, not -6'}
  ${'BillableDurationSeconds'} | ${6.5}           | ${'must be a whole number of seconds, 0 or more, not 6.5'}
  ${'BillableDurationSeconds'} | ${'six'}         | ${'must be a whole number of seconds, 0 or more, not "six"'}
  ${'BillableDurationSeconds'} | ${''}            | ${'is missing'}
  ${'BillableDurationSeconds'} | ${'.'}           | ${'must be a whole number of seconds, 0 or more, not "."'}
  ${'BillableDurationSeconds'} | ${true}          | ${'must be a whole number of seconds, 0 or more, not true'}
  ${'BillableDurationSeconds'} | ${1e300}         | ${'must be a whole number of seconds, 0 or more, not 1e+300'}
  ${'StartTimeEpochSeconds'}   | ${1565399625000} | ${'must be seconds since 1970, such as 1565399625, not 1565399625000'}
  ${'EndTimeEpochSeconds'}     | ${'yesterday'}   | ${'must be seconds since 1970, such as 1565399625, not "yesterday"'}
  ${'TransactionId'}           | ${null}          | ${'is missing'}
  ${'ServiceCode'}             | ${undefined}     | ${'is missing'}
  ${'AwsAccountId'}            | ${''}            | ${'is missing'}
  ${'UsageType'}               | ${7}             | ${'must be text, not 7'}
`('rejects $field $value', ({ field, value, says }) => {
  const document = JSON.stringify({ ...voiceConnector, [field]: value });

  expect(readDocuments(document, 'voice-connector')).toEqual([
    { ok: false, error: { reason: 'bad-field', issues: [{ path: field, message: says }] } },
  ]);
});

it.each`
  fields                                                               | kind
  ${{ CdrId: 'a' }}                                                    | ${'business-calling'}
  ${{ ServiceCode: 'AmazonChimeBusinessCalling', TransactionId: 'a' }} | ${'business-calling'}
  ${{ TimeStampEpochSeconds: 1, Direction: 'Inbound' }}                | ${'sip-media-application'}
  ${{ SipApplicationId: 'a' }}                                         | ${'sip-media-application'}
  ${{ Direction: 'Inbound' }}                                          | ${'voice-connector'}
  ${{ TransactionId: 'a', ServiceCode: 'AmazonChimeVoiceConnector' }}  | ${'voice-connector'}
  ${{ TransactionId: 'a', ServiceCode: 'AmazonChime' }}                | ${'streaming'}
  ${{ StartTimeEpochSeconds: 1 }}                                      | ${'streaming'}
  ${{ Something: 'else' }}                                             | ${undefined}
`('takes $fields for $kind', ({ fields, kind }) => {
  expect(kindOf(fields)).toBe(kind);
});

it('quotes the beginning of a wrong value, without phone numbers', () => {
  const record = {
    ...voiceConnector,
    BillableDurationSeconds: '+12065550100',
    StartTimeEpochSeconds: 'x'.repeat(99),
  };
  const [read] = readDocuments(JSON.stringify(record));

  expect(read).toMatchObject({
    error: {
      issues: [
        { message: 'must be a whole number of seconds, 0 or more, not "***00"' },
        { message: `must be seconds since 1970, such as 1565399625, not "${'x'.repeat(39)}…` },
      ],
    },
  });
});

it('lists everything that is wrong with a document', () => {
  const read = readRecord({ SipApplicationId: 'a' });

  expect(!read.ok && read.error.issues.map(({ path }) => path)).toEqual([
    'TransactionId',
    'CallId',
    'ServiceCode',
    'BillableDurationSeconds',
    'TimeStampEpochSeconds',
    'AwsAccountId',
  ]);
});

it.each`
  text                                                           | reason
  ${''}                                                          | ${'empty'}
  ${' \n\n'}                                                     | ${'empty'}
  ${'{"TransactionId":'}                                         | ${'not-json'}
  ${'TransactionId,CallId'}                                      | ${'not-json'}
  ${'[]'}                                                        | ${'empty'}
  ${'[1]'}                                                       | ${'not-an-object'}
  ${'"text"'}                                                    | ${'not-an-object'}
  ${'{}'}                                                        | ${'unknown-kind'}
  ${'{"hello":"world"}'}                                         | ${'unknown-kind'}
  ${JSON.stringify({ ...voiceConnector, SchemaVersion: '3.0' })} | ${'unknown-schema'}
`('rejects $text as $reason', ({ text, reason }) => {
  expect(readDocuments(text)).toMatchObject([{ ok: false, error: { reason } }]);
});

it('reads each element of a list as a document, with or without a byte order mark', () => {
  const list = `[\n ${JSON.stringify(voiceConnector)} , 7,${JSON.stringify(streaming, null, 2)}]\n`;

  for (const text of [list, `\uFEFF${list}`]) {
    expect(readDocuments(text)).toMatchObject([
      { ok: true, value: { kind: 'voice-connector' } },
      { ok: false, error: { reason: 'not-an-object' } },
      { ok: true, value: { kind: 'streaming' } },
    ]);
  }
});

it('never quotes a document that it cannot read, since it may hold phone numbers', () => {
  const broken = JSON.stringify(voiceConnector).slice(0, -2);

  expect(JSON.stringify(readDocuments(broken))).not.toContain('2065550');
});

describe('for any documents, in any notation', () => {
  const document = fc.constantFrom(voiceConnector, streaming, sipMediaApplication, businessCalling);
  const written = fc
    .record({ document, indent: fc.constantFrom(undefined, 1, '\t') })
    .map(({ document, indent }) => ({ document, text: JSON.stringify(document, null, indent) }));
  const between = fc.constantFrom('', '\n', '\r\n', ' ', '\n\n');

  it('reads each, in order', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1 }), between, between, (documents, gap, end) => {
        const text = documents.map(({ text }) => text).join(gap) + end;

        expect(only(text)).toMatchObject(documents.map(({ document }) => ({ fields: document })));
      }),
    );
  });

  it('gives at least one outcome for any text, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readDocuments(text).length).toBeGreaterThan(0);
      }),
    );
  });
});
