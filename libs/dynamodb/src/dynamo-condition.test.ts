import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { holds } from './dynamo-condition';

it('tells a write that went through from one whose condition failed', async () => {
  const refused = new ConditionalCheckFailedException({ message: 'refused', $metadata: {} });

  expect(await holds(Promise.resolve())).toBe(true);
  expect(await holds(Promise.reject(refused))).toBe(false);
});

it('throws every other failure: an outage is no refusal', async () => {
  await expect(holds(Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
});
