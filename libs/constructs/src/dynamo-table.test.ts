import { emptyStack, resources } from '../testing';
import { DynamoTable, type DynamoTableProps } from './dynamo-table';

const tableWith = (more: Partial<DynamoTableProps> = {}) => {
  const stack = emptyStack();
  new DynamoTable(stack, 'forwards', {
    partitionKey: { name: 'number', type: 'S' },
    deletionProtection: true,
    ...more,
  });
  return resources(stack, 'aws_dynamodb_table')[0];
};

it('is billed by request, encrypted, restorable and protected from deletion', () => {
  expect(tableWith()).toMatchObject({
    name: 'calls-test-forwards',
    billing_mode: 'PAY_PER_REQUEST',
    hash_key: 'number',
    attribute: [{ name: 'number', type: 'S' }],
    point_in_time_recovery: { enabled: true },
    server_side_encryption: { enabled: true },
    deletion_protection_enabled: true,
  });
});

it.each`
  wish                | props                                     | argument                         | value
  ${'deletable'}      | ${{ deletionProtection: false }}          | ${'deletion_protection_enabled'} | ${false}
  ${'sorted'}         | ${{ sortKey: { name: 'at', type: 'N' } }} | ${'range_key'}                   | ${'at'}
  ${'expiring'}       | ${{ expiresAt: 'endsAt' }}                | ${'ttl'}                         | ${{ attribute_name: 'endsAt', enabled: true }}
  ${'without expiry'} | ${{}}                                     | ${'ttl'}                         | ${undefined}
`('can be $wish', ({ props, argument, value }) => {
  expect(tableWith(props)?.[argument]).toEqual(value);
});

const unfinished = {
  name: 'unfinished',
  partitionKey: { name: 'unfinished', type: 'S' },
  sortKey: { name: 'nextAt', type: 'N' },
} as const;

it('has indexes with complete items', () => {
  expect(tableWith({ indexes: [unfinished] })?.['global_secondary_index']).toEqual([
    { name: 'unfinished', hash_key: 'unfinished', range_key: 'nextAt', projection_type: 'ALL' },
  ]);
});

it('names each key attribute once, even if several indexes use it', () => {
  const byOwner = { name: 'by-owner', partitionKey: unfinished.sortKey };

  expect(tableWith({ indexes: [unfinished, byOwner] })?.['attribute']).toEqual([
    { name: 'number', type: 'S' },
    { name: 'unfinished', type: 'S' },
    { name: 'nextAt', type: 'N' },
  ]);
});
