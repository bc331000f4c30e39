import { itemOf, readOperation } from './stored-operation';
import { operationWith } from '../testing';

it('reads what it wrote', () => {
  expect(readOperation(itemOf(operationWith()))).toEqual(operationWith());
});

it.each`
  step                                | activity
  ${undefined}                        | ${undefined}
  ${'create-rule'}                    | ${{ kind: 'acting', action: 'create-rule' }}
  ${'drop-forward'}                   | ${{ kind: 'acting', action: 'remove-forward' }}
  ${'waiting until the number moved'} | ${{ kind: 'waiting', until: 'the number moved' }}
`('reads the step of an earlier version: $step', ({ step, activity }) => {
  const { activity: _, failedAttempts: __, ...rest } = operationWith();
  const read = readOperation({ ...rest, ...(step && { step }), setbacks: 3 });

  expect(read.activity).toEqual(activity);
  expect(read.failedAttempts).toBe(3);
  expect(read).not.toHaveProperty('step');
  expect(read).not.toHaveProperty('setbacks');
});
