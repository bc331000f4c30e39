import { DataAwsLambdaInvocation } from '@cdktf/provider-aws/lib/data-aws-lambda-invocation';
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
  /**
   * Whether the app handles the action `read`, and so fields of `input` can be updated.
   * @default false: put every field that can change into the identity
   */
  readonly canBeRead?: boolean;
  /** More resources that must be created before it and deleted after it. @default none */
  readonly after?: readonly ITerraformDependable[];
};

/**
 * Something that Terraform has no resource for. Terraform invokes a Lambda to create it, to update it when `input` changes,
 * and to delete it. The event is `input` with `tf: { action: 'create' | 'update' | 'delete', prev_input }` added
 * (Terraform's AWS provider, `aws_lambda_invocation`, "CRUD lifecycle scope").
 *
 * Terraform saves a failed update as if it had worked, so it would never repeat it. There are two ways out: without
 * `canBeRead`, a change must be part of the identity, because Terraform repeats a failed replacement. With it, Terraform first asks
 * the app for the `revision` of the last accepted request, which becomes part of the input. The app answers with a new one while
 * its state is not the wanted one, and so the plan shows an update.
 */
export class ProvisionedByLambda extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly invocation: LambdaInvocation;

  constructor(scope: Construct, id: string, props: ProvisionedByLambdaProps) {
    super(scope, id);
    const { app, input, identity, canBeRead = false, after = [] } = props;
    this.invocation = new LambdaInvocation(this, 'invocation', {
      functionName: app.function.functionName,
      input: Fn.jsonencode({ ...input, ...(canBeRead && { revision: this.readRevision(app, input) }) }),
      lifecycleScope: 'CRUD',
      terraformKey: 'tf',
      triggers: { identity },
      dependsOn: [...app.ready, ...after],
    });
  }

  /** Read in each plan, except in one that changes the app itself: then it is read after that change. */
  private readRevision(app: LambdaApp, input: ProvisionedByLambdaProps['input']): string {
    const { result } = new DataAwsLambdaInvocation(this, 'read', {
      functionName: app.function.functionName,
      input: Fn.jsonencode({ ...input, tf: { action: 'read' } }),
      dependsOn: [...app.ready],
    });
    return Fn.lookup(Fn.jsondecode(result), 'revision');
  }

  /** A field of the Lambda's response, as a Terraform reference. */
  answered(field: string): string {
    return Fn.lookup(Fn.jsondecode(this.invocation.result), field);
  }
}
