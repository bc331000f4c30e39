import type { Forward } from '@dialplane/forwarding';
import type { ProviderNumber } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import { operationWith } from '../testing';
import { nextAction } from './next-action';
import type { Operation, DesiredState } from './operation';

const number = '+12065550100' as E164;
const application = { id: 'ours', region: 'us-east-1' };
const forward: Forward = { number, targets: [], callerId: 'dialled', atEnd: 'apology' };
const older: Forward = { ...forward, atEnd: 'message' };

const add: DesiredState = { kind: 'forwarded', forward };
const replace: DesiredState = { kind: 'forwarded', forward, replaces: { ...older, version: 4 } };
const remove: DesiredState = {
  kind: 'removed',
  to: { kind: 'connector', connectorId: 'vc-2' },
  forward: { ...forward, version: 5 },
};

const operation = (wanted: DesiredState, status: Operation['status']): Operation =>
  operationWith({ wanted, status });

const assigned = { number, status: 'Assigned', country: 'US' };
const atOrigin: ProviderNumber = { ...assigned, productType: 'VoiceConnector', connectorId: 'vc-1' };
const atSecond: ProviderNumber = { ...assigned, productType: 'VoiceConnector', connectorId: 'vc-2' };
const ours: ProviderNumber = {
  ...assigned,
  productType: 'SipMediaApplicationDialIn',
  rule: {
    id: 'r',
    name: 'r',
    disabled: false,
    firstTarget: { applicationId: 'ours', region: 'us-east-1' },
  },
};
const theirs: ProviderNumber = {
  ...ours,
  rule: {
    id: 'r',
    name: 'r',
    disabled: false,
    firstTarget: { applicationId: 'theirs', region: 'us-east-1' },
  },
};
const leaving: ProviderNumber = { ...assigned, productType: 'VoiceConnector' };

const step = (kind: string) => ({ kind: 'routing-step', step: expect.objectContaining({ kind }) });
const done = { kind: 'finish', status: 'done' };
const restored = { kind: 'finish', status: 'restored' };
const put = (what: Forward, expected: 'new' | number) => ({ kind: 'store-forward', forward: what, expected });
const drop = (version: number) => ({ kind: 'remove-forward', version });
const none = undefined;

it.each`
  wanted     | status         | current     | stored                        | action                                                                       | because
  ${add}     | ${'moving'}    | ${atOrigin} | ${none}                       | ${put(forward, 'new')}                                                       | ${'the forward is stored before the first call arrives'}
  ${replace} | ${'moving'}    | ${atOrigin} | ${{ ...older, version: 4 }}   | ${put(forward, 4)}                                                           | ${'the older forward is replaced'}
  ${add}     | ${'moving'}    | ${atOrigin} | ${{ ...forward, version: 1 }} | ${step('leave-connector')}                                                   | ${'the forward is stored, and the number is elsewhere'}
  ${add}     | ${'moving'}    | ${leaving}  | ${{ ...forward, version: 1 }} | ${expect.objectContaining({ kind: 'wait' })}                                 | ${'the provider has not finished'}
  ${add}     | ${'moving'}    | ${ours}     | ${{ ...forward, version: 1 }} | ${done}                                                                      | ${'the forward is stored, and the number is here'}
  ${add}     | ${'moving'}    | ${ours}     | ${{ ...forward, version: 7 }} | ${done}                                                                      | ${'the forward is stored, after one that was removed'}
  ${add}     | ${'moving'}    | ${theirs}   | ${{ ...forward, version: 1 }} | ${expect.objectContaining({ kind: 'not-possible' })}                         | ${'another application answers the number'}
  ${add}     | ${'moving'}    | ${none}     | ${{ ...forward, version: 1 }} | ${{ kind: 'not-possible', because: 'the account no longer has the number' }} | ${'the number is gone'}
  ${add}     | ${'restoring'} | ${ours}     | ${{ ...forward, version: 1 }} | ${step('disable-rule')}                                                      | ${'first the number goes back'}
  ${add}     | ${'restoring'} | ${atOrigin} | ${{ ...forward, version: 1 }} | ${drop(1)}                                                                   | ${'then its forward is removed'}
  ${add}     | ${'restoring'} | ${atOrigin} | ${none}                       | ${restored}                                                                  | ${'everything is as it was before'}
  ${add}     | ${'restoring'} | ${atOrigin} | ${{ ...older, version: 2 }}   | ${restored}                                                                  | ${'a forward that another request stored is left alone'}
  ${add}     | ${'restoring'} | ${atOrigin} | ${{ ...forward, version: 7 }} | ${drop(7)}                                                                   | ${'its forward is removed, whatever its version'}
  ${replace} | ${'restoring'} | ${atOrigin} | ${{ ...forward, version: 5 }} | ${put(older, 5)}                                                             | ${'the older forward is stored again'}
  ${replace} | ${'restoring'} | ${atOrigin} | ${{ ...older, version: 6 }}   | ${restored}                                                                  | ${'the older forward is stored'}
  ${add}     | ${'restoring'} | ${none}     | ${{ ...forward, version: 1 }} | ${expect.objectContaining({ kind: 'not-possible' })}                         | ${'the number is gone, so a person must act'}
  ${remove}  | ${'moving'}    | ${ours}     | ${{ ...forward, version: 5 }} | ${step('disable-rule')}                                                      | ${'first the calls stop arriving'}
  ${remove}  | ${'moving'}    | ${atSecond} | ${{ ...forward, version: 5 }} | ${drop(5)}                                                                   | ${'then the forward is removed'}
  ${remove}  | ${'moving'}    | ${atSecond} | ${none}                       | ${done}                                                                      | ${'nothing is left to do'}
  ${remove}  | ${'moving'}    | ${theirs}   | ${{ ...forward, version: 5 }} | ${expect.objectContaining({ kind: 'not-possible' })}                         | ${'another application answers the number'}
  ${remove}  | ${'moving'}    | ${none}     | ${{ ...forward, version: 5 }} | ${expect.objectContaining({ kind: 'not-possible' })}                         | ${'the number is gone, or the provider answers wrongly'}
  ${remove}  | ${'restoring'} | ${atSecond} | ${none}                       | ${put(forward, 'new')}                                                       | ${'its forward is stored again first'}
  ${remove}  | ${'restoring'} | ${leaving}  | ${{ ...forward, version: 5 }} | ${expect.objectContaining({ kind: 'wait' })}                                 | ${'the number is on its way back to us'}
  ${remove}  | ${'restoring'} | ${ours}     | ${{ ...forward, version: 5 }} | ${restored}                                                                  | ${'the number is forwarded as before'}
`('$status: $because', ({ wanted, status, current, stored, action }) => {
  expect(nextAction(operation(wanted, status), { current, stored }, application)).toEqual(action);
});
