import type { ProviderNumber } from '@dialplane/number-routing';
import { controlUnderTest, office, officeForward, operationWith } from '../testing';
import { beginOperation } from './begin-operation';
import type { ForwardChange } from './change';
import type { Operation } from './operation';

const entry: ForwardChange = {
  number: office,
  at: '2026-01-05T17:00:00.000Z#a1',
  by: 'ann',
  action: 'put',
  outcome: 'asked',
};
const wanted = { kind: 'forwarded', forward: officeForward } as const;
const assigned = { number: office, status: 'Assigned', country: 'US' };
const atConnector: ProviderNumber = { ...assigned, productType: 'VoiceConnector', connectorId: 'vc-2' };
const detached: ProviderNumber = { ...assigned, status: 'Unassigned', productType: 'VoiceConnector' };
const vc1 = { kind: 'connector', connectorId: 'vc-1' } as const;
const vc2 = { kind: 'connector', connectorId: 'vc-2' } as const;

/** The operation that is stored first, of a number with this state and this last operation. */
const begun = async (current: ProviderNumber, last?: Operation) => {
  const { control } = await controlUnderTest('connector');
  const written: Operation[] = [];
  const operations = {
    ...control.operations,
    put: async (operation: Operation) => {
      written.push(operation);
      return 'stored' as const;
    },
  };
  const result = await beginOperation(
    { ...control, operations },
    { wanted, entry, last, current },
    control.now(),
  );
  const [operation] = written;
  return { operation, result, now: control.now() };
};

it('starts with what is wanted, where the number is, and the entry in the audit trail', async () => {
  const { operation, result, now } = await begun(atConnector);

  expect(operation).toStrictEqual({
    id: '12065550100-1',
    number: office,
    wanted,
    origin: vc2,
    status: 'moving',
    attempts: 0,
    failedAttempts: 0,
    change: { at: entry.at, by: 'ann' },
    startedAt: now,
    updatedAt: now,
    phaseSince: now,
    nextAt: now,
    version: 1,
  });
  expect(result).toEqual({ kind: 'moving', operation });
});

it('follows the last operation of the number', async () => {
  const last = operationWith({ id: '12065550100-9', status: 'done', version: 40 });

  expect((await begun(atConnector, last)).operation).toMatchObject({ id: '12065550100-10', version: 41 });
});

const application = async () => (await controlUnderTest('connector')).application;
const atRule = (applicationId: string): ProviderNumber => ({
  ...assigned,
  productType: 'SipMediaApplicationDialIn',
  rule: { id: 'r', name: 'r', disabled: false, firstTarget: { applicationId, region: 'us-east-1' } },
});

it.each`
  current                                         | last                                          | origin       | because
  ${async () => atConnector}                      | ${{ status: 'done' }}                         | ${vc2}       | ${'the number was moved by hand since'}
  ${async () => atConnector}                      | ${{ status: 'restored', failedAttempts: 8 }}  | ${vc2}       | ${'the last one was rolled back'}
  ${async () => atConnector}                      | ${{ status: 'restoring', failedAttempts: 8 }} | ${vc1}       | ${'the last one is stuck half way'}
  ${async () => detached}                         | ${{ status: 'restoring', failedAttempts: 8 }} | ${vc1}       | ${'the last one is stuck half way'}
  ${async () => atRule((await application()).id)} | ${{ status: 'done' }}                         | ${vc1}       | ${'only the last operation knows where the number was'}
  ${async () => atRule('theirs')}                 | ${{ status: 'done' }}                         | ${vc1}       | ${'another application answers it'}
  ${async () => atRule((await application()).id)} | ${undefined}                                  | ${undefined} | ${'nothing is known of the number'}
`('stores where calls went: $because', async ({ current, last, origin }) => {
  const { operation } = await begun(await current(), last && operationWith({ origin: vc1, ...last }));

  expect(operation?.origin).toEqual(origin);
  if (!origin) expect(operation).not.toHaveProperty('origin');
});

it.each`
  other       | outcome
  ${'moving'} | ${'operation-in-progress'}
  ${'done'}   | ${'version-conflict'}
`('is rejected with "$outcome" when another request came first and is $other', async ({ other, outcome }) => {
  const { control } = await controlUnderTest('connector');
  const first = operationWith({ status: other });
  await control.operations.put(first);
  const rejected = await beginOperation(
    control,
    { wanted, entry, last: undefined, current: atConnector },
    control.now(),
  );

  expect(rejected).toEqual(other === 'moving' ? { kind: outcome, operation: first } : { kind: outcome });
  expect((await control.changes.list(office, 9)).changes).toEqual([{ ...entry, outcome: 'conflict' }]);
});
