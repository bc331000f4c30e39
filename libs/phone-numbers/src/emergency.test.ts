import fc from 'fast-check';
import parse, { type CountryCode } from 'libphonenumber-js/max';
import { isEmergency } from './emergency';
import { emergencyNumbers } from './emergency-numbers';

/** Each country with its calling code and one of its numbers, an `x` being filled with a 5. */
const everyNumber = Object.entries(emergencyNumbers).flatMap(([country, row]) => {
  const [callingCode = '', list = ''] = row.split(': ');
  return list
    .replaceAll('x', '5')
    .split(' ')
    .map((number) => ({ country: country as CountryCode, callingCode, number }));
});

it.each`
  dialled     | because
  ${'911'}    | ${'it is dialled so in North America'}
  ${'9-1-1'}  | ${'separators do not matter'}
  ${'+1911'}  | ${'trunks put the country code in front'}
  ${'+911'}   | ${'some handsets put a plus in front'}
  ${'933'}    | ${'it tests the path to 911'}
  ${'+1933'}  | ${'it tests the path to 911'}
  ${'112'}    | ${'it is dialled so in Europe, and known to every handset'}
  ${'+49112'} | ${'trunks put the country code in front'}
  ${'999'}    | ${'it is dialled so in Britain'}
  ${'+44999'} | ${'trunks put the country code in front'}
  ${'000'}    | ${'it is dialled so in Australia'}
  ${'119'}    | ${'fire and ambulance in Japan'}
  ${'15'}     | ${'ambulance in France'}
  ${'1307'}   | ${'Gabon has a hundred numbers from 1300'}
`('$dialled calls for help: $because', ({ dialled }) => {
  expect(isEmergency(dialled)).toBe(true);
});

it.each`
  dialled           | because
  ${'+19114206969'} | ${'911 in front is not 911'}
  ${'9114206969'}   | ${'911 in front is not 911'}
  ${'0000'}         | ${'000 with one more is nothing'}
  ${'+12345'}       | ${'it is nothing'}
  ${'+1'}           | ${'it is nothing'}
  ${'4420'}         | ${'it is an extension'}
  ${'411'}          | ${'directory assistance can wait'}
  ${'988'}          | ${'the lifeline is not an emergency service'}
  ${'211'}          | ${'community services can wait'}
  ${'+1211'}        | ${'community services can wait'}
  ${'+14155550123'} | ${'it is a subscriber'}
  ${'+15039115550'} | ${'911 inside is not 911'}
  ${'sip:911@host'} | ${'an address is not what was dialled'}
  ${'constructor'}  | ${'it is a word'}
  ${''}             | ${'nothing was dialled'}
`('$dialled is not an emergency number: $because', ({ dialled }) => {
  expect(isEmergency(dialled)).toBe(false);
});

it.each`
  dialled     | country | calls    | because
  ${'211'}    | ${'BB'} | ${true}  | ${'it is the police in Barbados'}
  ${'+1211'}  | ${'BB'} | ${true}  | ${'it is the police in Barbados'}
  ${'211'}    | ${'US'} | ${false} | ${'it is community services there'}
  ${'999'}    | ${'US'} | ${false} | ${'it is nothing there'}
  ${'+44999'} | ${'US'} | ${true}  | ${'it names the country that it is for'}
  ${'110'}    | ${'GB'} | ${false} | ${'it is nothing there'}
  ${'911'}    | ${'GB'} | ${true}  | ${'every handset knows it'}
  ${'112'}    | ${'GN'} | ${true}  | ${'every handset knows it, also where our table has no row'}
`('for a caller in $country, $dialled is an emergency number: $calls, because $because', (row) => {
  expect(isEmergency(row.dialled, row.country)).toBe(row.calls);
});

it('knows the numbers of at least 190 countries', () => {
  expect(Object.keys(emergencyNumbers).length).toBeGreaterThanOrEqual(190);
});

it('recognises each number of each country, as dialled there and as trunks deliver it', () => {
  const missed = everyNumber.filter(
    ({ country, callingCode, number }) =>
      !isEmergency(number, country) || !isEmergency(`${callingCode}${number}`, country),
  );

  expect(missed).toEqual([]);
});

it('recognises them without a country too, except three numbers of Barbados that are service codes elsewhere', () => {
  const missed = everyNumber.filter(({ number }) => !isEmergency(number));

  expect(missed.map(({ country, number }) => `${country} ${number}`)).toEqual(['BB 211', 'BB 311', 'BB 511']);
});

it('no emergency number with its calling code is a valid phone number', () => {
  const taken = everyNumber.filter(({ callingCode, number }) => parse(`${callingCode}${number}`)?.isValid());

  expect(taken).toEqual([]);
});

it('no valid phone number is an emergency number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{5,14}$/), (number) => {
      fc.pre(parse(number)?.isValid() ?? false);
      expect(isEmergency(number)).toBe(false);
    }),
  );
});
