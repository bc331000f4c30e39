/** The condition keys that must limit an AWS service, unless AWS documents fewer for it. */
const sourceKeys = ['aws:SourceAccount', 'aws:SourceArn'];

/**
 * The condition keys of services for which AWS documents fewer. A condition on a key that a service does not send refuses
 * every request.
 *
 * Sources: Amazon Chime administration guide, "Cross-service confused deputy prevention", whose policy for the bucket of
 * call detail records has these keys (github.com/awsdocs/amazon-chime-administration-guide, `doc_source/confused-deputy.md`);
 * EventBridge user guide, "Amazon SQS permissions" in "Using resource-based policies", which has the rule's ARN alone.
 */
const asDocumented: Readonly<Record<string, readonly string[]>> = {
  'chime.amazonaws.com s3:GetBucketAcl': [],
  'chime.amazonaws.com s3:PutObject': ['aws:SourceAccount'],
  'events.amazonaws.com sqs:SendMessage': ['aws:SourceArn'],
};

/** The condition keys that a statement needs when it lets `services` perform `actions`. */
export const keysForService = (
  services: readonly string[],
  actions: readonly string[],
): ReadonlySet<string> =>
  new Set(
    services.flatMap((service) =>
      actions.flatMap((action) => asDocumented[`${service} ${action}`] ?? sourceKeys),
    ),
  );
