import { serviceCodeIn } from './service-code';

it.each`
  dialled         | code
  ${'411'}        | ${'411'}
  ${'+1411'}      | ${'411'}
  ${'988'}        | ${'988'}
  ${'911'}        | ${undefined}
  ${'+44411'}     | ${undefined}
  ${'4114155550'} | ${undefined}
  ${'4+111'}      | ${undefined}
  ${'toString'}   | ${undefined}
  ${''}           | ${undefined}
`('the service code in "$dialled" is $code', ({ dialled, code }) => {
  expect(serviceCodeIn(dialled)).toBe(code);
});
