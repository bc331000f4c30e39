import { fail, type Issue, ok, type Result, issuesOf } from '@dialplane/basics';
import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/, 'must be an id of letters, digits and dashes'));

const invocation = v.strictObject({
  kind: v.literal('connect-number'),
  instanceId: id,
  phoneNumberId: id,
  flowId: id,
  /** @default the number is in no pool */
  pool: v.exactOptional(id),
  mode: v.exactOptional(v.picklist(['exclusive', 'composite'])),
  tf: v.looseObject({ action: v.picklist(['create', 'update', 'delete']) }),
});

/** What Terraform wants of a number. */
export type Invocation = v.InferOutput<typeof invocation>;

/**
 * Reads what Terraform sends: the input of an `aws_lambda_invocation` with `lifecycle_scope = "CRUD"`, and under `tf` what
 * is to be done (registry.terraform.io, hashicorp/aws, lambda_invocation). The error lists everything that is wrong.
 */
export const parseConnectInvocation = (input: unknown): Result<Invocation, readonly Issue[]> => {
  const read = v.safeParse(invocation, input);
  return read.success ? ok(read.output) : fail(issuesOf(read.issues));
};
