import { readDialled, type Reading } from './read-dialled';

const said = (text: string, reading: Reading = {}) => {
  const read = readDialled(text, reading);
  if (read.kind === 'number') return read.number;
  if (read.kind === 'service-code') return read.code;
  return read.kind === 'unreadable' ? read.because : read.kind;
};

it.each`
  dialled                       | is
  ${'2065550123'}               | ${'+12065550123'}
  ${'12065550123'}              | ${'+12065550123'}
  ${'+12065550123'}             | ${'+12065550123'}
  ${'01112065550123'}           | ${'+12065550123'}
  ${'(206) 555-0123'}           | ${'+12065550123'}
  ${'206.555.0123'}             | ${'+12065550123'}
  ${'206‐555‑0123'}             | ${'+12065550123'}
  ${'2065550123#'}              | ${'+12065550123'}
  ${'2065550123,,42'}           | ${'+12065550123'}
  ${'2065550123;ext=4'}         | ${'+12065550123'}
  ${'1206KLL01AB'}              | ${'+12065550122'}
  ${'٢٠٦٥٥٥٠١٢٣'}               | ${'+12065550123'}
  ${'２０６５５５０１２３'}     | ${'+12065550123'}
  ${'011525555550123'}          | ${'+525555550123'}
  ${'525555550123'}             | ${'+525555550123'}
  ${'+5215555550123'}           | ${'+525555550123'}
  ${'9005550123'}               | ${'+19005550123'}
  ${'0'}                        | ${'operator'}
  ${'#'}                        | ${'menu'}
  ${'5551212'}                  | ${'operator'}
  ${'211'}                      | ${'211'}
  ${'+1211'}                    | ${'211'}
  ${'1411'}                     | ${'411'}
  ${'988'}                      | ${'988'}
  ${'+988'}                     | ${'988'}
  ${'711'}                      | ${'711'}
  ${'999'}                      | ${'dial-911'}
  ${'000'}                      | ${'dial-911'}
  ${'*672065550123'}            | ${'star-code'}
  ${'*722065550123'}            | ${'star-code'}
  ${'*69'}                      | ${'star-code'}
  ${'*'}                        | ${'star-code'}
  ${''}                         | ${'not-a-number'}
  ${'+'}                        | ${'not-a-number'}
  ${'+1'}                       | ${'not-a-number'}
  ${'4420'}                     | ${'not-a-number'}
  ${'0000'}                     | ${'not-a-number'}
  ${'5550123'}                  | ${'not-a-number'}
  ${'9880123'}                  | ${'not-a-number'}
  ${'1125550123'}               | ${'not-a-number'}
  ${'02065550123'}              | ${'not-a-number'}
  ${'0012065550123'}            | ${'not-a-number'}
  ${'10102882065550123'}        | ${'not-a-number'}
  ${'#31#2065550123'}           | ${'star-code'}
  ${'#312065550123'}            | ${'not-a-number'}
  ${'tel:+1-206-555-0123'}      | ${'+12065550123'}
  ${'\u202a+12065550123\u202c'} | ${'+12065550123'}
  ${'abcd'}                     | ${'not-a-number'}
  ${'<Say>hi</Say>'}            | ${'not-a-number'}
  ${'206555012३४५६७८९०१२'}      | ${'not-a-number'}
  ${'+52555555012345678'}       | ${'not-a-number'}
`('"$dialled" is $is', ({ dialled, is }) => {
  expect(said(dialled)).toBe(is);
});

it.each([
  ...['911', '9-1-1', ' 911 ', '911#', '+911', '1911', '+1911', '9911', '112', '+112', '1112', '*67911'],
  ...['٩١١', '９１１', '911,,1', 'sos', 'SOS', 'urn:service:sos', 'urn:service:sos.police'],
  ...[
    '911\u200b',
    '\u202a911\u202c',
    '\ufeff9\u200d11',
    '#31#911',
    '*31#911',
    '#31#+1911',
    'tel:911',
    'TEL:+1-911',
  ],
])('"%s" calls for help, with any policy', (dialled) => {
  for (const reading of [{}, { outsideLinePrefix: '9' }, { sevenDigits: true, homeAreaCode: '206' }])
    expect(readDialled(dialled, reading)).toEqual({ kind: 'emergency', number: '911' });
});

it.each(['933', '+1933', '933#', '9933'])('"%s" tests the way to 911', (dialled) => {
  expect(readDialled(dialled, {})).toEqual({ kind: 'emergency-test', number: '933' });
});

it.each(['9115550123', '011911', '2069110123', '9110', '91', '11', 'sosa'])(
  '"%s" does not call for help',
  (dialled) => {
    expect(readDialled(dialled, {}).kind).not.toBe('emergency');
  },
);

it('puts the home area code in front of seven digits where the policy says so', () => {
  expect(said('5550123', { sevenDigits: true, homeAreaCode: '206' })).toBe('+12065550123');
});

it.each`
  dialled           | is
  ${'92065550123'}  | ${'+12065550123'}
  ${'912065550123'} | ${'+12065550123'}
  ${'901152555555'} | ${'+52555555'}
  ${'9095550123'}   | ${'+19095550123'}
  ${'2065550123'}   | ${'+12065550123'}
  ${'90'}           | ${'operator'}
  ${'9988'}         | ${'988'}
  ${'98'}           | ${'not-a-number'}
`('with 9 for an outside line, "$dialled" is $is', ({ dialled, is }) => {
  expect(said(dialled, { outsideLinePrefix: '9' })).toBe(is);
});

it('calls without hiding the caller ID where the policy says so', () => {
  for (const code of ['*67', '#31#'])
    expect(said(`${code}2065550123`, { callerIdPrivacy: 'show' })).toBe('+12065550123');
});
