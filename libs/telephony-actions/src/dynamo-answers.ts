import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { holds } from '@dialplane/dynamodb';
import { type AnswerStore, type Claim, type EventName, keepSeconds } from './answer-store';
import type { SmaAnswer } from './sma-answer';

/**
 * Answers in DynamoDB: one item an event, and every write guarded by the condition that makes it safe.
 *
 * @param table has the key `event` (text) and no sort key; time-to-live on `forgetAt` (epoch seconds) keeps it small
 */
export const dynamoAnswers = (db: DynamoDBClient, table: string): AnswerStore => ({
  claim: async ({ event, by }, now, until) => {
    const free = 'attribute_not_exists(#event)';
    const over = 'attribute_not_exists(#answer) AND #claimedUntil <= :now';
    try {
      await db.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            event: { S: nameOf(event) },
            claimedBy: { S: by },
            claimedUntil: { N: String(until) },
            forgetAt: { N: String(until + keepSeconds) },
          },
          ConditionExpression: `${free} OR (${over})`,
          ExpressionAttributeNames: {
            '#event': 'event',
            '#answer': 'answer',
            '#claimedUntil': 'claimedUntil',
          },
          ExpressionAttributeValues: { ':now': { N: String(now) } },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD', // the answer, without asking again
        }),
      );
      return { kind: 'mine' };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return foundBy(error, by);
      throw error;
    }
  },

  keep: async ({ event, by }, answer, now) => {
    const mineAndUnanswered = '#claimedBy = :by AND attribute_not_exists(#answer)';
    const kept = await holds(
      db.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { event: { S: nameOf(event) } },
          UpdateExpression: 'SET #answer = :answer, #forgetAt = :forgetAt',
          ConditionExpression: mineAndUnanswered,
          ExpressionAttributeNames: {
            '#answer': 'answer',
            '#claimedBy': 'claimedBy',
            '#forgetAt': 'forgetAt',
          },
          ExpressionAttributeValues: {
            ':answer': { S: JSON.stringify(answer) },
            ':by': { S: by },
            ':forgetAt': { N: String(now + keepSeconds) },
          },
        }),
      ),
    );
    return kept ? 'kept' : 'lost';
  },

  release: async ({ event, by }) => {
    const mineAndUnanswered = '#claimedBy = :by AND attribute_not_exists(#answer)';
    await holds(
      db.send(
        new DeleteItemCommand({
          TableName: table,
          Key: { event: { S: nameOf(event) } },
          ConditionExpression: mineAndUnanswered,
          ExpressionAttributeNames: { '#claimedBy': 'claimedBy', '#answer': 'answer' },
          ExpressionAttributeValues: { ':by': { S: by } },
        }),
      ),
    );
  },
});

const nameOf = ({ transactionId, sequence }: EventName): string => `${transactionId}#${sequence}`;

/** What stands in the way of a claim. Our own claim is there when the SDK repeated a write whose answer was lost. */
const foundBy = ({ Item }: ConditionalCheckFailedException, by: string): Claim => {
  const answer = Item?.['answer']?.S;
  if (answer !== undefined) return { kind: 'answered', answer: JSON.parse(answer) as SmaAnswer };
  return { kind: Item?.['claimedBy']?.S === by ? 'mine' : 'busy' };
};
