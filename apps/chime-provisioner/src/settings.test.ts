import { settings } from './settings';

const complete = {
  PROVISIONED_TABLE: 'provisioned',
  FORWARDS_TABLE: 'forwards',
  OPERATIONS_TABLE: 'operations',
  CHANGES_TABLE: 'changes',
};

it('reads what the stack sets', () => {
  expect(settings({ ...complete, OTHER: 'x' })).toEqual(complete);
});

it('names everything that is missing', () => {
  expect(() => settings({ FORWARDS_TABLE: 'forwards' })).toThrow(
    'PROVISIONED_TABLE is missing; OPERATIONS_TABLE is missing; CHANGES_TABLE is missing',
  );
});
