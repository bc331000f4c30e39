import fc from 'fast-check';
import { recordKinds } from '@dialplane/rating-definitions';
import { dayOfKey, objectKey, type ObjectKey } from './object-key';
import { parseObjectKey } from '../testing';
import { kindOfKey } from './kind-of-key';

const transactionId = '123abc45-6de7-8f90-1234-abc567def890';
const connector = 'abcdef1ghij2klmno3pqr4';

it.each`
  key                                                                                                                                                          | read
  ${`Amazon-Chime-Voice-Connector-CDRs/json/${connector}/2019/03/01/17.10.00.020_${transactionId}`}                                                            | ${{ kind: 'voice-connector', owner: connector, at: new Date('2019-03-01T17:10:00.020Z'), transactionId }}
  ${`Amazon-Chime-Voice-Connector-CDRs/json/${connector}/2019/03/01/17.10.00.020-${transactionId}`}                                                            | ${{ kind: 'voice-connector', owner: connector, at: new Date('2019-03-01T17:10:00.020Z'), transactionId }}
  ${`exports/Amazon-Chime-Voice-Connector-SDRs/json/${connector}/2019/03/01/17.10.00.020_${transactionId}`}                                                    | ${{ kind: 'streaming', owner: connector, at: new Date('2019-03-01T17:10:00.020Z'), transactionId }}
  ${`Amazon-Chime-SMADRs/json/app/2020/02/29/23.59.59.999_${transactionId}`}                                                                                   | ${{ kind: 'sip-media-application', owner: 'app', at: new Date('2020-02-29T23:59:59.999Z'), transactionId }}
  ${`Amazon-Chime-SMADRs/json/app/2020/02/29/23.59.59.999_${transactionId}_leg`}                                                                               | ${{ kind: 'sip-media-application', owner: 'app', at: new Date('2020-02-29T23:59:59.999Z'), transactionId, callId: 'leg' }}
  ${'Amazon-Chime-Business-Calling-CDRs/json/111122223333/2019/03/01/123a4567-b890-1234-5678-cd90efgh1234_2019-03-01-17.10.00.020_1a234567-89bc-01d2-e345-6f'} | ${{ kind: 'business-calling', owner: '111122223333', at: new Date('2019-03-01T17:10:00.020Z'), transactionId: '1a234567-89bc-01d2-e345-6f', conferenceId: '123a4567-b890-1234-5678-cd90efgh1234' }}
`('reads $key', ({ key, read }) => {
  expect(parseObjectKey(key)).toEqual(read);
});

it.each([
  'report.csv',
  'Amazon-Chime-Voice-Connector-CDRs/json/',
  `Amazon-Chime-Voice-Connector-CDRs/csv/${connector}/2019/03/01/17.10.00.020_t`,
  `Amazon-Chime-Voice-Connector-CDRs/json/${connector}/2019/3/1/17.10.00.020_t`,
  `Amazon-Chime-Voice-Connector-CDRs/json/${connector}/2019/02/30/17.10.00.020_t`,
  `Amazon-Chime-Voice-Connector-CDRs/json/${connector}/2019/03/01/25.10.00.020_t`,
  `Amazon-Chime-Voice-Connector-CDRs/json/${connector}/2019/03/01/17.10.00.020_`,
])('refuses %s as the key of a record', (key) => {
  expect(parseObjectKey(key)).toBeUndefined();
});

it('takes the kind of an object from its folder, even if the rest of the key is unknown', () => {
  expect(kindOfKey('Amazon-Chime-SMADRs/json/some/new/layout')).toBe('sip-media-application');
});

it.each`
  key                                                                                | day
  ${`Amazon-Chime-Voice-Connector-CDRs/json/${connector}/1970/01/02/17.10.00.020_t`} | ${1}
  ${'exports/Amazon-Chime-SMADRs/json/app/2020/02/29/any/name'}                      | ${18_321}
  ${'Amazon-Chime-SMADRs/json/some/new/layout'}                                      | ${undefined}
  ${'Amazon-Chime-SMADRs/json/app/year=2020/02/29/name'}                             | ${undefined}
  ${'Amazon-Chime-SMADRs/json/app/2020/13/01/name'}                                  | ${undefined}
  ${'report.csv'}                                                                    | ${undefined}
`('$key is stored under the day $day since 1970', ({ key, day }) => {
  expect(dayOfKey(key)).toBe(day);
});

it('reads every key that it writes', () => {
  const id = fc.uuid();
  const name = fc.record({
    kind: fc.constantFrom(...recordKinds),
    owner: fc.stringMatching(/^[a-z0-9]{12,22}$/),
    at: fc.date({ min: new Date('2015-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
    transactionId: id,
  });
  fc.assert(
    fc.property(name, id, ({ ...common }, other) => {
      const key: ObjectKey = {
        ...common,
        ...(common.kind === 'sip-media-application' && { callId: other }),
        ...(common.kind === 'business-calling' && { conferenceId: other }),
      };

      expect(parseObjectKey(objectKey(key))).toEqual(key);
    }),
  );
});
