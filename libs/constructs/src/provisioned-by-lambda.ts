import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { LambdaApp } from './lambda-app';

export type ProvisionedByLambdaProps = {
  /** The app that makes, changes and removes it. Allow it all that it needs before. */
  readonly app: LambdaApp;
  /** What is wanted. It may hold Terraform references. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What it is, as long as it is the same thing: where this changes, the old one is removed and a new one is made. */
  readonly identity: string;
  /** What must be there before, and is removed after. @default the app, what it may use, and what `input` refers to */
  readonly after?: readonly ITerraformDependable[];
};

/**
 * Something that Terraform has no resource for. Terraform asks a Lambda to make it, to change it when `input` changes,
 * and to remove it: `input` comes with `tf: { action: 'create' | 'update' | 'delete', prev_input }` beside it
 * (Terraform's AWS provider, `aws_lambda_invocation`, "CRUD lifecycle scope").
 *
 * The Lambda is not asked whether it is still there: what others change by hand, Terraform does not see.
 */
export class ProvisionedByLambda extends Construct {
  /** The way out, for what this construct has no word for. */
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

  /** One field of the Lambda's answer, as a Terraform reference. */
  answered(field: string): string {
    return Fn.lookup(Fn.jsondecode(this.invocation.result), field);
  }
}
