import { countryOf } from './country-of';
import type { E164 } from './e164';

it.each`
  number             | country      | because
  ${'+12125550123'}  | ${'US'}      | ${'212 is New York'}
  ${'+14165550123'}  | ${'CA'}      | ${'416 is Toronto'}
  ${'+18765550123'}  | ${'JM'}      | ${'876 is Jamaica'}
  ${'+16585550123'}  | ${'JM'}      | ${'658 was laid over 876'}
  ${'+12844961234'}  | ${'VG'}      | ${'284 is the British Virgin Islands'}
  ${'+17876161234'}  | ${'PR'}      | ${'787 is Puerto Rico'}
  ${'+442079460958'} | ${'GB'}      | ${'20 is London'}
  ${'+441481712345'} | ${'GG'}      | ${'1481 is Guernsey, which shares +44'}
  ${'+79161234567'}  | ${'RU'}      | ${'916 is Moscow'}
  ${'+77012345678'}  | ${'KZ'}      | ${'701 is Kazakhstan, which shares +7'}
  ${'+390669812345'} | ${'VA'}      | ${'06 698 is the Vatican, which shares +39'}
  ${'+881612345678'} | ${undefined} | ${'satellites have no country'}
  ${'+80012345678'}  | ${undefined} | ${'international toll-free numbers have no country'}
  ${'+19114206969'}  | ${undefined} | ${'911 is not an area code'}
`('$number belongs to $country: $because', ({ number, country }) => {
  expect(countryOf(number as E164)).toBe(country);
});
