import { providerChanges, schemaOfBindings, schemaOfProvider, usesOf } from './provider-changes';

const json = (attributes: readonly string[]): string =>
  JSON.stringify({
    provider_schemas: {
      'registry.terraform.io/hashicorp/aws': {
        resource_schemas: {
          aws_dynamodb_table: {
            block: {
              attributes: Object.fromEntries(attributes.map((name) => [name, {}])),
              block_types: { ttl: {} },
            },
          },
        },
        data_source_schemas: { aws_region: { block: { attributes: { id: {}, name: {} } } } },
      },
    },
  });

const stack = {
  resource: { aws_dynamodb_table: { forwards: { '//': {}, name: 'forwards', ttl: {}, lifecycle: {} } } },
  data: { aws_region: { here: {} } },
  output: { region: { value: '${data.aws_region.here.name}', table: '${aws_dynamodb_table.forwards.arn}' } },
};

it('finds what stacks set and read', () => {
  expect(usesOf([stack])).toEqual({
    aws_dynamodb_table: new Set(['name', 'ttl', 'arn']),
    'data.aws_region': new Set(['name']),
  });
});

it('reports what a newer version adds and removes, and whether a stack used it', () => {
  const older = schemaOfProvider(json(['name', 'arn', 'old']));
  const newer = { aws_dynamodb_table: ['arn', 'name', 'region', 'ttl'], 'data.aws_region': ['id', 'region'] };

  expect(providerChanges(older, newer, usesOf([stack]))).toEqual([
    { type: 'aws_dynamodb_table', gone: ['old'], added: ['region'], usedAndGone: [] },
    { type: 'data.aws_region', gone: ['name'], added: ['region'], usedAndGone: ['name'] },
  ]);
});

it('reads arguments, blocks and attributes from the bindings', () => {
  const { aws_dynamodb_table: table = [], 'data.aws_sns_topic': topic = [] } = schemaOfBindings([
    'aws_dynamodb_table',
    'data.aws_sns_topic',
  ]);

  expect(table).toEqual(expect.arrayContaining(['name', 'ttl', 'point_in_time_recovery', 'tags_all', 'arn']));
  expect(topic).toEqual(expect.arrayContaining(['name', 'arn', 'region']));
  expect(table).not.toContain('kms_key_arn'); // only inside server_side_encryption
});
