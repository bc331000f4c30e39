/**
 * The condition of a write that follows what its writer has seen: no item at all, or one whose `version` is this.
 *
 * @param key the table's partition key, by which "no item" is known
 */
export const ifSeen = (seen: 'new' | number, key: string) =>
  seen === 'new'
    ? {
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': key },
      }
    : {
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': { N: String(seen) } },
      };
