import { isIgnoredKey } from '.';

it.each([
  '.DS_Store',
  '._12.00.00.000_a',
  '.12.00.00.000_a.swp',
  '12.00.00.000_a~',
  '_SUCCESS',
  '_committed_8934',
  'Thumbs.db',
  'part-0.crc',
  'day_$folder$',
  '',
])('ignores the name "%s"', (name) => {
  expect(isIgnoredKey(`Amazon-Chime-SMADRs/json/app/2020/06/10/${name}`)).toBe(true);
});

it.each(['12.00.00.000_a', '_2019-04-23-08.59.55.000_id', 'calls.json.gz', 'a', 'SUCCESS'])(
  'does not ignore the name "%s"',
  (name) => {
    expect(isIgnoredKey(`Amazon-Chime-SMADRs/json/app/2020/06/10/${name}`)).toBe(false);
  },
);
