import type { E164 } from '@dialplane/phone-numbers';
import { nextStep } from './next-step';
import type { NumberRule, ProviderNumber } from './provider-number';
import type { Routing } from './routing';

const application = { id: 'ours', region: 'us-east-1' };
const rule: NumberRule = {
  id: 'rule-1',
  name: 'main line',
  disabled: false,
  firstTarget: { applicationId: 'ours', region: 'us-east-1' },
};
const disabled = { ...rule, disabled: true };
const bare = { number: '+12065550100' as E164, status: 'Unassigned', country: 'US' };
const connectorType = { ...bare, productType: 'VoiceConnector' } satisfies ProviderNumber;
const applicationType = { ...bare, productType: 'SipMediaApplicationDialIn' } satisfies ProviderNumber;

const atConnector = { ...connectorType, status: 'Assigned', connectorId: 'vc-1' };
const inGroup = { ...connectorType, status: 'Assigned', groupId: 'group-1' };
const leaving = { ...connectorType, status: 'Assigned' };
const forwarded = { ...applicationType, status: 'Assigned', rule };
const halted = { ...applicationType, status: 'Assigned', rule: disabled };
const released = { ...applicationType, status: 'Assigned' };

const toUs: Routing = { kind: 'application' };
const toConnector: Routing = { kind: 'connector', connectorId: 'vc-1' };
const toOther: Routing = { kind: 'connector', connectorId: 'vc-2' };
const toGroup: Routing = { kind: 'connector-group', groupId: 'group-1' };
const toOtherGroup: Routing = { kind: 'connector-group', groupId: 'group-2' };
const nowhere: Routing = { kind: 'nothing', productType: 'VoiceConnector' };

it.each`
  from                | number             | to               | wanted          | step
  ${'a connector'}    | ${atConnector}     | ${'us'}          | ${toUs}         | ${{ kind: 'leave-connector', connectorId: 'vc-1' }}
  ${'a group'}        | ${inGroup}         | ${'us'}          | ${toUs}         | ${{ kind: 'leave-group', groupId: 'group-1' }}
  ${'nothing'}        | ${connectorType}   | ${'us'}          | ${toUs}         | ${{ kind: 'set-product-type', productType: 'SipMediaApplicationDialIn' }}
  ${'the right type'} | ${applicationType} | ${'us'}          | ${toUs}         | ${{ kind: 'create-rule' }}
  ${'a halted rule'}  | ${halted}          | ${'us'}          | ${toUs}         | ${{ kind: 'enable-rule', rule: disabled }}
  ${'us'}             | ${forwarded}       | ${'a connector'} | ${toConnector}  | ${{ kind: 'disable-rule', rule }}
  ${'a halted rule'}  | ${halted}          | ${'a connector'} | ${toConnector}  | ${{ kind: 'delete-rule', rule: disabled }}
  ${'our type'}       | ${applicationType} | ${'a connector'} | ${toConnector}  | ${{ kind: 'set-product-type', productType: 'VoiceConnector' }}
  ${'its type'}       | ${connectorType}   | ${'a connector'} | ${toConnector}  | ${{ kind: 'join-connector', connectorId: 'vc-1' }}
  ${'a connector'}    | ${atConnector}     | ${'another'}     | ${toOther}      | ${{ kind: 'leave-connector', connectorId: 'vc-1' }}
  ${'its type'}       | ${connectorType}   | ${'a group'}     | ${toGroup}      | ${{ kind: 'join-group', groupId: 'group-1' }}
  ${'a group'}        | ${inGroup}         | ${'another'}     | ${toOtherGroup} | ${{ kind: 'leave-group', groupId: 'group-1' }}
  ${'our type'}       | ${applicationType} | ${'nowhere'}     | ${nowhere}      | ${{ kind: 'set-product-type', productType: 'VoiceConnector' }}
`('from $from to $to: $step.kind', ({ number, wanted, step }) => {
  expect(nextStep(number, wanted, application)).toEqual({ kind: 'step', step });
});

it.each`
  wanted         | number
  ${toUs}        | ${forwarded}
  ${toConnector} | ${atConnector}
  ${toGroup}     | ${inGroup}
  ${nowhere}     | ${connectorType}
`('has nothing left to do where the routing is $wanted.kind already', ({ number, wanted }) => {
  expect(nextStep(number, wanted, application)).toEqual({ kind: 'there' });
});

it.each`
  because                               | number                                                                     | wanted
  ${'Chime still shows it as attached'} | ${leaving}                                                                 | ${toUs}
  ${'Chime still shows the rule'}       | ${released}                                                                | ${toConnector}
  ${'the number is being bought'}       | ${{ ...bare, productType: 'VoiceConnector', status: 'AcquireInProgress' }} | ${toUs}
`('waits while $because', ({ number, wanted }) => {
  expect(nextStep(number, wanted, application)).toMatchObject({ kind: 'wait' });
});

describe('is not possible', () => {
  const theirs = (firstTarget: NumberRule['firstTarget']) => ({
    ...forwarded,
    rule: { ...rule, firstTarget },
  });

  it.each`
    because                                     | number                                                      | wanted
    ${'another application answers it'}         | ${theirs({ applicationId: 'theirs', region: 'us-east-1' })} | ${toUs}
    ${'another application answers it'}         | ${theirs({ applicationId: 'theirs', region: 'us-east-1' })} | ${toConnector}
    ${'our application in another Region does'} | ${theirs({ applicationId: 'ours', region: 'us-west-2' })}   | ${toUs}
    ${'it is being released'}                   | ${{ ...connectorType, status: 'ReleaseInProgress' }}        | ${toUs}
    ${'it was never acquired'}                  | ${{ ...connectorType, status: 'AcquireFailed' }}            | ${toUs}
    ${'a German number is to join a connector'} | ${{ ...forwarded, country: 'DE' }}                          | ${toConnector}
    ${'a German number is to join a group'}     | ${{ ...forwarded, country: 'DE' }}                          | ${toGroup}
  `('if $because', ({ number, wanted }) => {
    expect(nextStep(number, wanted, application)).toMatchObject({ kind: 'cannot' });
  });
});

it('removes the rule of a number of any country that is to be attached to nothing', () => {
  expect(nextStep({ ...forwarded, country: 'DE' }, nowhere, application)).toMatchObject({
    step: { kind: 'disable-rule' },
  });
});

it('allows a number whose country the provider does not say to leave our application', () => {
  const { country: _, ...unknownCountry } = forwarded;

  expect(nextStep(unknownCountry, toConnector, application)).toMatchObject({
    step: { kind: 'disable-rule' },
  });
});

it.each([toConnector, toGroup])('attaches a number of unknown country to $kind', (wanted) => {
  const { country: _, ...unknownCountry } = connectorType;

  expect(nextStep(unknownCountry, wanted, application)).toMatchObject({ kind: 'step' });
});
