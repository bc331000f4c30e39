import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { LambdaApp } from './lambda-app';

export type ProvisionedByLambdaProps = {
  /** The app that creates, updates and deletes it. Grant its permissions before you use it here. */
  readonly app: LambdaApp;
  /** The desired state. It may contain Terraform references. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The identity. When this changes, Terraform deletes the old thing and creates a new one. */
  readonly identity: string;
  /** More resources that must be created before it and deleted after it. @default none */
  readonly after?: readonly ITerraformDependable[];
};

/**
 * Something that Terraform has no resource for. Terraform invokes a Lambda to create it, to update it when `input` changes,
 * and to delete it. The event is `input` with `tf: { action: 'create' | 'update' | 'delete', prev_input }` added
 * (Terraform's AWS provider, `aws_lambda_invocation`, "CRUD lifecycle scope").
 *
 * Terraform cannot read the current state, so it does not notice changes that others make by hand.
 */
export class ProvisionedByLambda extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly invocation: LambdaInvocation;

  constructor(scope: Construct, id: string, { app, input, identity, after = [] }: ProvisionedByLambdaProps) {
    super(scope, id);
    this.invocation = new LambdaInvocation(this, 'invocation', {
      functionName: app.function.functionName,
      input: Fn.jsonencode(input),
      lifecycleScope: 'CRUD',
      terraformKey: 'tf',
      triggers: { identity },
      dependsOn: [...app.ready, ...after],
    });
  }

  /** A field of the Lambda's response, as a Terraform reference. */
  answered(field: string): string {
    return Fn.lookup(Fn.jsondecode(this.invocation.result), field);
  }
}
