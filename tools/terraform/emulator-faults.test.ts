import { ignoringFaults } from './emulator-faults';

it('looks away from what is known to be misreported, in every resource of the kind, and from nothing else', () => {
  const stack = {
    resource: { aws_apigatewayv2_authorizer: { a: {}, b: {} }, aws_dynamodb_table: { c: {} } },
  };
  const ignoring = { lifecycle: { ignore_changes: ['authorizer_payload_format_version'] } };

  expect(ignoringFaults(stack)).toEqual({ aws_apigatewayv2_authorizer: { a: ignoring, b: ignoring } });
});

it('says nothing about a stack without such a resource', () => {
  expect(ignoringFaults({ resource: { aws_dynamodb_table: { c: {} } } })).toEqual({});
});
