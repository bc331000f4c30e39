import { emptyStack, resources } from '../testing';
import { PrivateBucket } from './private-bucket';
import { ResultsTable } from './results-table';

const stackWithTable = () => {
  const stack = emptyStack();
  new ResultsTable(stack, 'by-month', {
    bucket: new PrivateBucket(stack, 'results'),
    prefix: 'rated/athena/',
    partition: 'window',
    columns: ['run_id', 'cost'],
    description: 'What each call cost.',
  });
  return stack;
};

it('is a table with text columns, in a database whose name needs no quotes', () => {
  expect(resources(stackWithTable(), 'aws_glue_catalog_database')).toEqual([
    expect.objectContaining({ name: 'calls_test_by_month' }),
  ]);
  expect(resources(stackWithTable(), 'aws_glue_catalog_table')).toEqual([
    expect.objectContaining({
      name: 'rated',
      partition_keys: [{ name: 'window', type: 'string' }],
      storage_descriptor: expect.objectContaining({
        columns: [
          { name: 'run_id', type: 'string' },
          { name: 'cost', type: 'string' },
        ],
      }),
    }),
  ]);
});

it('reads quotes as our CSV writes them, and a backslash as any other character', () => {
  const [table] = resources(stackWithTable(), 'aws_glue_catalog_table');
  const { ser_de_info } = table?.['storage_descriptor'] as { ser_de_info: { parameters: object } };

  // Without an escape character, and with a quote as one, the reader takes a backslash for it.
  expect(ser_de_info.parameters).toEqual({ separatorChar: ',', quoteChar: '"', escapeChar: '\u0001' });
});

it('finds the list of files by the window in the query, and skips header lines', () => {
  const [table] = resources(stackWithTable(), 'aws_glue_catalog_table');

  expect(table?.['parameters']).toEqual({
    EXTERNAL: 'TRUE',
    'skip.header.line.count': '1',
    'projection.enabled': 'true',
    'projection.window.type': 'injected',
    // Terraform reads $$ as a dollar sign.
    'storage.location.template': expect.stringMatching(
      /^s3:\/\/\$\{aws_s3_bucket\.results_bucket_\w+\.id\}\/rated\/athena\/window=\$\$\{window\}\/$/,
    ),
  });
});
