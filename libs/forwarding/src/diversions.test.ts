import { divertedBy, diversionHeader } from './diversions';

it.each`
  diversion                                        | diverted
  ${'+12065550100'}                                | ${true}
  ${'<sip:+12065550100@sbc.example>;reason=busy'}  | ${true}
  ${'<sips:+12065550100@sbc.example>'}             | ${true}
  ${'SIP:+12065550100'}                            | ${true}
  ${'<tel:+1-206-555-0100>;reason=no-answer'}      | ${true}
  ${'"Desk 7" <sip:+12065550100@10.0.0.1>'}        | ${true}
  ${'<sip:+12065550100;ext=5@sbc.example>'}        | ${true}
  ${'<sip:2065550100@192.0.2.1>;reason=no-answer'} | ${true}
  ${'<sip:2065550100;phone-context=+1@192.0.2.1>'} | ${true}
  ${'<sip:%2B12065550100@192.0.2.1>'}              | ${true}
  ${'12065550100'}                                 | ${true}
  ${'<sip:desk@sbc.example>;reason=12065550100'}   | ${false}
  ${'<sip:+12065550101@sbc.example>'}              | ${false}
  ${''}                                            | ${false}
`('a call diverted by "$diversion" was diverted by +12065550100: $diverted', ({ diversion, diverted }) => {
  expect(divertedBy([diversion], '+12065550100', '+12065550111')).toBe(diverted);
});

it('compares numbers without a plus only with the country of the dialled number', () => {
  expect(divertedBy(['2065550100'], '+12065550100', '+442079460958')).toBe(false);
  expect(divertedBy(['<sip:911@host>'], '911', '911')).toBe(true);
});

it('writes the number that forwards first, then those that forwarded before, without foreign characters', () => {
  expect(
    diversionHeader('+12065550100', ['<sip:+13035550101@a>', 'x'.repeat(65), '"desk"', '', 'sip:desk.7@b']),
  ).toBe(
    ['+12065550100', '+13035550101', 'desk.7']
      .map((user) => `<sip:${user}@forwarding.invalid>;reason=unconditional`)
      .join(', '),
  );
});
