import { emptyStack } from '../testing';
import { DynamoTable } from './dynamo-table';
import { unknownArguments } from './unknown-arguments';

const stackWithTable = () => {
  const stack = emptyStack();
  const { table } = new DynamoTable(stack, 'forwards', {
    partitionKey: { name: 'number', type: 'S' },
    deletionProtection: true,
  });
  return { stack, table };
};

it('finds nothing in arguments that the compiler has checked', () => {
  expect(unknownArguments(stackWithTable().stack)).toEqual([]);
});

it('accepts an override that the provider knows', () => {
  const { stack, table } = stackWithTable();
  table.addOverride('table_class', 'STANDARD');
  table.addOverride('lifecycle', { prevent_destroy: true });

  expect(unknownArguments(stack)).toEqual([]);
});

it('finds a misspelt override', () => {
  const { stack, table } = stackWithTable();
  table.addOverride('hash_keyy', 'number');

  expect(unknownArguments(stack)).toEqual([
    {
      path: expect.stringMatching(/^aws_dynamodb_table\.forwards_table_\w+\.hash_keyy$/),
      rule: 'known-arguments',
      message: 'must be an argument that the provider knows',
    },
  ]);
});
