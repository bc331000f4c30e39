import { ok } from '@dialplane/basics';
import fc from 'fast-check';
import { getCountries, type CountryCode } from 'libphonenumber-js/max';
import { checkDial, defaultDialPolicy, type DialPolicy } from './dial-policy';
import { emergencyNumbers } from './emergency-numbers';
import { classify } from './number-class';
import { serviceCodes, type ServiceCode } from './service-code';

const brokenBy = (dialled: string, change: Partial<DialPolicy> = {}) => {
  const verdict = checkDial({ ...defaultDialPolicy, ...change }, dialled);
  return verdict.ok ? [] : verdict.error.broken;
};

describe('with the default policy', () => {
  it.each`
    dialled             | number            | because
    ${'5035551234'}     | ${'+15035551234'} | ${'ten digits are a number at home'}
    ${'15035551234'}    | ${'+15035551234'} | ${'so is a 1 and ten digits'}
    ${'+15035551234'}   | ${'+15035551234'} | ${'so is E.164'}
    ${'01115035551234'} | ${'+15035551234'} | ${'so is the long way round'}
    ${'+14165550123'}   | ${'+14165550123'} | ${'Canada is allowed'}
    ${'8005551212'}     | ${'+18005551212'} | ${'it is free'}
    ${'+80012345678'}   | ${'+80012345678'} | ${'it is free from everywhere'}
    ${'911'}            | ${'+1911'}        | ${'it is an emergency number'}
    ${'9-1-1'}          | ${'+1911'}        | ${'it is an emergency number'}
    ${'+911'}           | ${'+1911'}        | ${'it is an emergency number, not India'}
    ${'933'}            | ${'+1933'}        | ${'it tests the path to 911'}
    ${'112'}            | ${'+1112'}        | ${'it is an emergency number'}
    ${'+44999'}         | ${'+44999'}       | ${'it is an emergency number'}
    ${'+14365550123'}   | ${'+14365550123'} | ${'436 (Ohio) is newer than the table'}
    ${'+16795550123'}   | ${'+16795550123'} | ${'679 (Michigan) is newer than the table'}
    ${'8615550123'}     | ${'+18615550123'} | ${'861 (Illinois) is newer than the table'}
    ${'+16245550123'}   | ${'+16245550123'} | ${'624 (New York) is newer than the table'}
    ${'211'}            | ${'+1211'}        | ${'community services are free'}
    ${'311'}            | ${'+1311'}        | ${'city services are free'}
    ${'511'}            | ${'+1511'}        | ${'traffic information is free'}
    ${'711'}            | ${'+1711'}        | ${'the relay for deaf people is free'}
    ${'811'}            | ${'+1811'}        | ${'the call before digging is free'}
    ${'988'}            | ${'+1988'}        | ${'the lifeline is free'}
  `('$dialled may be called, as $number: $because', ({ dialled, number }) => {
    expect(checkDial(defaultDialPolicy, dialled)).toEqual(ok(number));
  });

  it.each`
    dialled                 | rules                         | because
    ${'+18765550123'}       | ${['country']}                | ${'Jamaica is another country'}
    ${'+16585550123'}       | ${['country']}                | ${'so is its newer area code'}
    ${'011525512345678'}    | ${['country']}                | ${'Mexico is another country'}
    ${'+442079460958'}      | ${['country']}                | ${'Britain is another country'}
    ${'+881612345678'}      | ${['country']}                | ${'satellites have no country'}
    ${'9005550123'}         | ${['premium']}                | ${'of its area code'}
    ${'5039760123'}         | ${['premium']}                | ${'of its exchange'}
    ${'+15005550123'}       | ${['shared-cost']}            | ${'the caller cannot see its price'}
    ${'+449098790123'}      | ${['country', 'premium']}     | ${'both rules are broken'}
    ${'+4918012345678'}     | ${['country', 'shared-cost']} | ${'both rules are broken'}
    ${'411'}                | ${['service-code']}           | ${'directory assistance is charged'}
    ${'611'}                | ${['service-code']}           | ${'repairs are for the line’s owner'}
    ${'999'}                | ${['number']}                 | ${'it is nothing here'}
    ${'555'}                | ${['number']}                 | ${'it is nothing here'}
    ${'9114206969'}         | ${['number']}                 | ${'911 is no area code'}
    ${'+19762345678'}       | ${['number']}                 | ${'976 is no area code'}
    ${'+13765550123'}       | ${['number']}                 | ${'37X is never an area code'}
    ${'+12945550123'}       | ${['number']}                 | ${'N9X is never an area code'}
    ${'+12445550123'}       | ${['number']}                 | ${'codes with two equal digits at the end are no places'}
    ${'+14361550123'}       | ${['number']}                 | ${'no exchange starts with 1'}
    ${'+12061550123'}       | ${['number']}                 | ${'no exchange starts with 1'}
    ${'+12345'}             | ${['number']}                 | ${'it is too short'}
    ${'+1'}                 | ${['number']}                 | ${'it is too short'}
    ${'+52'}                | ${['number']}                 | ${'it is too short'}
    ${'abcd'}               | ${['number']}                 | ${'it has no digits'}
    ${'4420'}               | ${['number']}                 | ${'it is too short'}
    ${'0000'}               | ${['number']}                 | ${'it is too short'}
    ${'+52123456789012345'} | ${['number']}                 | ${'it has 17 digits'}
    ${''}                   | ${['number']}                 | ${'nothing was dialled'}
    ${'#'}                  | ${['number']}                 | ${'it has no digits'}
    ${'8005551212 ext. 5'}  | ${['number']}                 | ${'an extension is not part of the number'}
  `('$dialled is refused: $because', ({ dialled, rules }) => {
    expect(brokenBy(dialled)).toEqual(rules);
  });

  // nanpa.com, the member countries of the North American Numbering Plan and their area codes.
  it.each([
    242, 246, 264, 268, 284, 340, 345, 441, 473, 649, 658, 664, 670, 671, 684, 721, 758, 767, 784, 787, 809,
    829, 849, 868, 869, 876, 939,
  ])('area code %d is neither the United States nor Canada', (areaCode) => {
    expect(brokenBy(`+1${areaCode}5550123`)).not.toEqual([]);
  });
});

it.each`
  dialled            | change                                             | because
  ${'+18765550123'}  | ${{ countries: ['US', 'JM'] }}                     | ${'Jamaica is allowed'}
  ${'+16585550123'}  | ${{ countries: ['US', 'JM'] }}                     | ${'Jamaica is allowed'}
  ${'9005550123'}    | ${{ premium: true }}                               | ${'premium is allowed'}
  ${'5039760123'}    | ${{ premium: true }}                               | ${'premium is allowed'}
  ${'+15005550123'}  | ${{ sharedCost: true }}                            | ${'shared cost is allowed'}
  ${'411'}           | ${{ serviceCodes: ['411'] }}                       | ${'directory assistance is allowed'}
  ${'020 7946 0958'} | ${{ home: 'GB', countries: ['GB'] }}               | ${'it is dialled at home'}
  ${'999'}           | ${{ home: 'GB', countries: [], serviceCodes: [] }} | ${'it is an emergency number at home'}
`('$dialled may be called: $because', ({ dialled, change }) => {
  expect(brokenBy(dialled, change)).toEqual([]);
});

it('allows toll-free numbers of every country that may be called, and refuses those of others', () => {
  expect(brokenBy('+448001111111', { countries: ['GB'] })).toEqual([]);
  expect(brokenBy('+448001111111')).toEqual(['country']);
});

it('refuses area codes that are newer than the table if the policy does, or does not allow North America', () => {
  expect(brokenBy('+14365550123', { unlistedAreaCodes: 'refused' })).toEqual(['unlisted-area-code']);
  expect(brokenBy('+14365550123', { countries: ['GB'] })).toEqual(['country']);
});

it('refuses toll-free numbers if the policy does', () => {
  expect(brokenBy('8005551212', { tollFree: false })).toEqual(['toll-free']);
  expect(brokenBy('+80012345678', { tollFree: false })).toEqual(['toll-free']);
});

it.each`
  dialled            | message
  ${'+449098790123'} | ${'calls to GB are not allowed; premium-rate numbers are not allowed'}
  ${'+881612345678'} | ${'calls to numbers of no country are not allowed'}
  ${'411'}           | ${'411 (directory assistance, which is charged) is not allowed'}
  ${'4420'}          | ${'no numbering plan contains it; expected a form such as +14155550123'}
`('says why $dialled is refused', ({ dialled, message }) => {
  const verdict = checkDial(defaultDialPolicy, dialled);

  expect(!verdict.ok && verdict.error.message).toBe(`Cannot call "${dialled}": ${message}`);
});

describe('for any policy', () => {
  const country = fc.constantFrom(...getCountries());
  const policies: fc.Arbitrary<DialPolicy> = fc.record({
    home: country,
    countries: fc.uniqueArray(country, { maxLength: 5 }),
    premium: fc.boolean(),
    sharedCost: fc.boolean(),
    tollFree: fc.boolean(),
    serviceCodes: fc.subarray(Object.keys(serviceCodes) as ServiceCode[]),
  });
  const emergency = fc.constantFrom(...Object.entries(emergencyNumbers)).map(([home, row]) => {
    const [callingCode = '', list = ''] = row.replaceAll('x', '0').split(': ');
    return { home: home as CountryCode, callingCode, numbers: list.split(' ') };
  });

  it('an emergency number may be called and only gets its calling code added', () => {
    fc.assert(
      fc.property(policies, emergency, (policy, { home, callingCode, numbers }) => {
        for (const number of numbers) {
          expect(checkDial({ ...policy, home }, number)).toEqual(ok(`${callingCode}${number}`));
        }
      }),
    );
  });

  it('a number that may be called may also be called in the form of the result', () => {
    const dialled = fc.stringMatching(/^(\+[1-9]|1|011)?\d{3,12}$/);

    fc.assert(
      fc.property(policies, dialled, (policy, number) => {
        const verdict = checkDial(policy, number);
        if (verdict.ok) expect(checkDial(policy, verdict.value)).toEqual(verdict);
      }),
    );
  });

  it('a refusal names the broken rules and gives reasons', () => {
    const dialled = fc.oneof(fc.string(), fc.stringMatching(/^[+\d#*;extp ()-]{1,20}$/));

    fc.assert(
      fc.property(policies, dialled, (policy, number) => {
        const verdict = checkDial(policy, number);
        if (verdict.ok) return;
        expect(verdict.error.broken).not.toEqual([]);
        expect(verdict.error.message).toMatch(/: [a-z\d]/);
      }),
    );
  });

  it('no premium, shared-cost or foreign number passes a policy that forbids it', () => {
    const near = fc.stringMatching(/^\+(1[2-9]\d\d[2-9]\d{6}|44[1-9]\d{9}|49[1-9]\d{7,10}|\d{7,12})$/);

    fc.assert(
      fc.property(near, (number) => {
        if (!checkDial(defaultDialPolicy, number).ok) return;
        expect(['ordinary', 'toll-free', 'emergency', 'unlisted']).toContain(classify(number));
        expect(number).toMatch(/^\+1|^\+800/);
      }),
      { numRuns: 500 },
    );
  });
});
