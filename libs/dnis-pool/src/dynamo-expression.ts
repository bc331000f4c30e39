import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** A conditional update in DynamoDB's expression syntax: `#name` is an attribute, `:name` a value. */
type Update = {
  readonly set: readonly string[];
  readonly remove?: readonly string[];
  readonly when: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
};

/** The parameters of an UpdateItem that returns the old item if its condition fails. */
export const conditionalUpdate = ({ set, remove = [], when, values }: Update) => {
  const UpdateExpression =
    `SET ${set.join(', ')}` + (remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : '');
  const ConditionExpression = when.join(' AND ');
  return {
    UpdateExpression,
    ConditionExpression,
    ExpressionAttributeNames: namesIn(`${UpdateExpression} ${ConditionExpression}`),
    ExpressionAttributeValues: marshall(values),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } satisfies Partial<UpdateItemCommandInput>;
};

/** Maps each `#name` in an expression to the attribute of that name: many of our names are reserved words in DynamoDB. */
export const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries([...expression.matchAll(/#(\w+)/g)].map(([alias, name]) => [alias, name as string]));
