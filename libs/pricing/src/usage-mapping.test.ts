import { line } from '../testing/price-offers';
import { callRecord } from '../testing/rated-documents';
import { parseUsageMapping, usageOf } from './usage-mapping';

const meeting = callRecord({
  ServiceCode: 'AmazonChimeBusinessCalling',
  CdrId: 'a',
  UsageType: undefined,
  Direction: 'Outbound',
  DestinationCountry: 'DE',
});

it.each`
  mapping                                                                                                         | usage
  ${[]}                                                                                                           | ${undefined}
  ${[{ when: { Direction: 'Inbound' }, usageType: 'in' }]}                                                        | ${undefined}
  ${[{ when: { Direction: 'Outbound' }, usageType: 'out' }]}                                                      | ${{ serviceCode: 'AmazonChimeBusinessCalling', usageType: 'out' }}
  ${[{ when: { DestinationCountry: 'US' }, usageType: 'us' }, { when: {}, usageType: 'rest' }]}                   | ${{ serviceCode: 'AmazonChimeBusinessCalling', usageType: 'rest' }}
  ${[{ when: { Direction: 'Outbound', DestinationCountry: 'DE' }, usageType: 'de', serviceCode: 'AmazonChime' }]} | ${{ serviceCode: 'AmazonChime', usageType: 'de' }}
`('$mapping prices a meeting as $usage', ({ mapping, usage }) => {
  expect(usageOf(meeting, mapping)).toEqual(usage);
});

it('prices a meeting as nothing without a mapping', () => {
  expect(usageOf(meeting)).toBeUndefined();
});

it('does not touch a record that names its usage type', () => {
  expect(usageOf(callRecord(), [{ when: {}, usageType: 'other' }])).toEqual({
    serviceCode: 'AmazonChimeVoiceConnector',
    usageType: line,
  });
});

it('reads a mapping, or lists everything that is wrong with it', () => {
  const mapping = [{ when: { Direction: 'Outbound' }, usageType: 'out' }];

  expect(parseUsageMapping(mapping)).toEqual({ ok: true, value: mapping });
  expect(parseUsageMapping([{ when: { Direction: 1 }, usageType: '' }, {}])).toMatchObject({
    ok: false,
    error: [
      { path: '0.when.Direction', message: 'must be text, not 1' },
      { path: '0.usageType', message: 'must not be empty' },
      { path: '1.when', message: 'is missing' },
      { path: '1.usageType' },
    ],
  });
});
