/** What an AWS service that may touch a resource has to be limited by, unless AWS's own guide says less. */
const sourceKeys = ['aws:SourceAccount', 'aws:SourceArn'];

/**
 * What AWS's guides limit a service by, where that is less. A key that a service does not send would refuse all it does.
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

/** The keys of a request that a statement must name when it lets `services` do `actions`. */
export const keysForService = (
  services: readonly string[],
  actions: readonly string[],
): ReadonlySet<string> =>
  new Set(
    services.flatMap((service) =>
      actions.flatMap((action) => asDocumented[`${service} ${action}`] ?? sourceKeys),
    ),
  );
