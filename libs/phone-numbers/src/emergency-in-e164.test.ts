import type { E164 } from './e164';
import { emergencyInE164 } from './emergency-in-e164';
import { emergencyNumbers } from './emergency-numbers';

it.each`
  dialled    | caller             | number       | because
  ${'911'}   | ${'+12065550199'}  | ${'+1911'}   | ${'the caller is in North America'}
  ${'9-1-1'} | ${'+12065550199'}  | ${'+1911'}   | ${'marks between digits mean nothing'}
  ${'+911'}  | ${'+12065550199'}  | ${'+1911'}   | ${'the plus is no part of it'}
  ${'+1911'} | ${'+12065550199'}  | ${'+1911'}   | ${'it has its calling code'}
  ${'+1911'} | ${'+442079460000'} | ${'+1911'}   | ${'it has its calling code'}
  ${'999'}   | ${'+442079460000'} | ${'+44999'}  | ${'the caller is in Britain'}
  ${'112'}   | ${'+4930123456'}   | ${'+49112'}  | ${'the caller is in Germany'}
  ${'+1121'} | ${'+12065550199'}  | ${undefined} | ${'+1121 only begins like +112'}
  ${'+9110'} | ${'+12065550199'}  | ${undefined} | ${'+9110 only begins like +911'}
  ${'15'}    | ${'+12065550199'}  | ${undefined} | ${'North America has no such number'}
  ${'411'}   | ${'+12065550199'}  | ${undefined} | ${'it is not for emergencies'}
  ${'911'}   | ${'+88161234567'}  | ${undefined} | ${'satellite phones have no country'}
`('$dialled from $caller is $number: $because', ({ dialled, caller, number }) => {
  expect(emergencyInE164(dialled, caller as E164)).toBe(number);
});

it('finds at most one calling code, since none is a prefix of another', () => {
  const codes = [...new Set(Object.values(emergencyNumbers).map((row) => row.slice(0, row.indexOf(':'))))];

  expect(codes.filter((code) => codes.some((other) => other !== code && other.startsWith(code)))).toEqual([]);
});
