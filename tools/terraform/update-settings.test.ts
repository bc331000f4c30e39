import { withSettings } from './update-settings';

const stack = JSON.stringify({
  resource: {
    aws_lambda_function: { a: { memory_size: 512, timeout: 5 }, b: { memory_size: 1024 } },
    aws_sqs_queue: { c: {} },
  },
});

it('changes the settings of all resources of a type, and nothing else', () => {
  expect(JSON.parse(withSettings(stack, { aws_lambda_function: { memory_size: 768 } })).resource).toEqual({
    aws_lambda_function: { a: { memory_size: 768, timeout: 5 }, b: { memory_size: 768 } },
    aws_sqs_queue: { c: {} },
  });
});

it('refuses to update nothing', () => {
  expect(() => withSettings(stack, { aws_s3_bucket: { bucket: 'x' } })).toThrow(
    'Cannot update "aws_s3_bucket": the stack has none',
  );
});
