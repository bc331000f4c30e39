import type { Forward } from '@dialplane/forwarding';
import type { EpochSeconds } from '@dialplane/basics';
import type { ProviderNumber } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import { nextAction } from './next-action';
import type { Operation, DesiredState } from './operation';

const number = '+12065550100' as E164;
const application = { id: 'ours', region: 'us-east-1' };
const forward: Forward = { number, targets: [], callerId: 'dialled', atEnd: 'apology' };
const older: Forward = { ...forward, atEnd: 'message' };
const now = 0 as EpochSeconds;

const add: DesiredState = { kind: 'forwarded', forward };
const replace: DesiredState = { kind: 'forwarded', forward, replaces: { ...older, version: 4 } };
const remove: DesiredState = {
  kind: 'removed',
  to: { kind: 'connector', connectorId: 'vc-2' },
  forward: { ...forward, version: 5 },
};

const operation = (wanted: DesiredState, status: Operation['status']): Operation => ({
  id: '12065550100-1',
  number,
  wanted,
  origin: { kind: 'connector', connectorId: 'vc-1' },
  status,
  attempts: 0,
  failedAttempts: 0,
  change: { at: '', by: 'ann' },
  startedAt: now,
  updatedAt: now,
  phaseSince: now,
  nextAt: now,
  version: 1,
});

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

const step = (kind: string) => ({ kind: 'step', step: expect.objectContaining({ kind }) });
const done = { kind: 'finish', status: 'done' };
const restored = { kind: 'finish', status: 'restored' };
const put = (what: Forward, expected: 'new' | number) => ({ kind: 'store-forward', forward: what, expected });
const drop = (version: number) => ({ kind: 'drop-forward', version });
const none = undefined;

it.each`
  wanted     | status         | current     | stored                        | move                                           | because
  ${add}     | ${'moving'}    | ${atOrigin} | ${none}                       | ${put(forward, 'new')}                         | ${'the forward comes before the first call'}
  ${replace} | ${'moving'}    | ${atOrigin} | ${{ ...older, version: 4 }}   | ${put(forward, 4)}                             | ${'the older forward is replaced'}
  ${add}     | ${'moving'}    | ${atOrigin} | ${{ ...forward, version: 1 }} | ${step('leave-connector')}                     | ${'it is stored, and the number is elsewhere'}
  ${add}     | ${'moving'}    | ${leaving}  | ${{ ...forward, version: 1 }} | ${expect.objectContaining({ kind: 'wait' })}   | ${'the provider is at it'}
  ${add}     | ${'moving'}    | ${ours}     | ${{ ...forward, version: 1 }} | ${done}                                        | ${'it is stored, and the number is here'}
  ${add}     | ${'moving'}    | ${theirs}   | ${{ ...forward, version: 1 }} | ${expect.objectContaining({ kind: 'no-way' })} | ${'somebody else has taken the number'}
  ${add}     | ${'moving'}    | ${none}     | ${{ ...forward, version: 1 }} | ${expect.objectContaining({ kind: 'no-way' })} | ${'the number is gone'}
  ${add}     | ${'restoring'} | ${ours}     | ${{ ...forward, version: 1 }} | ${step('disable-rule')}                        | ${'first the number goes back'}
  ${add}     | ${'restoring'} | ${atOrigin} | ${{ ...forward, version: 1 }} | ${drop(1)}                                     | ${'then its forward goes'}
  ${add}     | ${'restoring'} | ${atOrigin} | ${none}                       | ${restored}                                    | ${'all is as it was'}
  ${add}     | ${'restoring'} | ${atOrigin} | ${{ ...forward, version: 2 }} | ${restored}                                    | ${'a forward that is not ours is left alone'}
  ${replace} | ${'restoring'} | ${atOrigin} | ${{ ...forward, version: 5 }} | ${put(older, 5)}                               | ${'the older forward comes back'}
  ${replace} | ${'restoring'} | ${atOrigin} | ${{ ...older, version: 6 }}   | ${restored}                                    | ${'the older forward is back'}
  ${add}     | ${'restoring'} | ${none}     | ${{ ...forward, version: 1 }} | ${expect.objectContaining({ kind: 'no-way' })} | ${'the number is gone, and a person must look'}
  ${remove}  | ${'moving'}    | ${ours}     | ${{ ...forward, version: 5 }} | ${step('disable-rule')}                        | ${'first the calls stop coming'}
  ${remove}  | ${'moving'}    | ${atSecond} | ${{ ...forward, version: 5 }} | ${drop(5)}                                     | ${'then the forward goes'}
  ${remove}  | ${'moving'}    | ${atSecond} | ${none}                       | ${done}                                        | ${'all is done'}
  ${remove}  | ${'moving'}    | ${theirs}   | ${{ ...forward, version: 5 }} | ${expect.objectContaining({ kind: 'no-way' })} | ${'somebody else has taken the number'}
  ${remove}  | ${'moving'}    | ${none}     | ${{ ...forward, version: 5 }} | ${expect.objectContaining({ kind: 'no-way' })} | ${'the number is gone, or the provider is wrong'}
  ${remove}  | ${'restoring'} | ${atSecond} | ${none}                       | ${put(forward, 'new')}                         | ${'its forward comes back first'}
  ${remove}  | ${'restoring'} | ${leaving}  | ${{ ...forward, version: 5 }} | ${expect.objectContaining({ kind: 'wait' })}   | ${'it comes back to us'}
  ${remove}  | ${'restoring'} | ${ours}     | ${{ ...forward, version: 5 }} | ${restored}                                    | ${'it is forwarded as before'}
`('$status: $because', ({ wanted, status, current, stored, move }) => {
  expect(nextAction(operation(wanted, status), { current, stored }, application)).toEqual(move);
});
