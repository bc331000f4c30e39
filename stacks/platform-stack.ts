import { DataAwsSnsTopic } from '@cdktf/provider-aws/lib/data-aws-sns-topic';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import {
  accountIdOf,
  deployerPolicies,
  except,
  nameResources,
  partitionOf,
  refuseUnsafe,
  regionOf,
} from '@dialplane/constructs';
import { Aspects, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Stage } from './stage';
import { keepState, type RemoteState } from './state';

export type PlatformProps = Stage & {
  /** Where the state is. @default a file at the root of the workspace. A stage that keeps data refuses that */
  readonly state?: RemoteState;
  /** Whether the stack becomes a Terraform module, whose caller has the provider and the state. @default false */
  readonly asModule?: boolean;
};

// The bindings were generated for 6.25.0. The stacks need nothing newer than 5.100.0.
const PROVIDER_VERSIONS = '>= 5.100.0, < 7.0.0';

/** What all stacks share: provider, tags and state. An unsafe stack is refused when it is synthesised. */
export abstract class PlatformStack extends TerraformStack {
  /** The Region of the stack. A module finds it in its caller's provider. */
  protected readonly region: string;
  /** The SNS topic that wakes the person on call: somebody is hurt now. */
  protected readonly alarmTopicArn: string;
  /** The SNS topic for what can wait until the morning: nothing is lost. */
  protected readonly noticeTopicArn: string;
  private readonly asModule: boolean;
  private readonly permissionsBoundary: string | undefined;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    this.asModule = props.asModule ?? false;
    this.permissionsBoundary = props.permissionsBoundary;
    if (this.asModule) {
      nameResources(this, { prefix: '${var.name}' });
      new TerraformVariable(this, 'name', {
        type: 'string',
        description: 'What the names of all resources begin with, such as acme-calls.',
        default: `dialplane-${id}`,
        validation: [
          {
            // IAM allows 64 characters for the name of a role. The longest ending of our names has 32.
            condition: '${can(regex("^[a-z][a-z0-9-]{0,29}$", var.name))}',
            errorMessage: 'The name must be a lower-case letter, then up to 29 of a-z, 0-9 and -.',
          },
        ],
      });
    }
    this.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSIONS);
    if (this.asModule) {
      this.region = regionOf(this);
      this.alarmTopicArn = new TerraformVariable(this, 'alarm_topic_arn', {
        type: 'string',
        description: 'The ARN of the SNS topic that wakes the person on call.',
      }).stringValue;
      this.noticeTopicArn = new TerraformVariable(this, 'notice_topic_arn', {
        type: 'string',
        description: 'The ARN of the SNS topic for what can wait until the morning.',
      }).stringValue;
    } else {
      this.region = props.region;
      this.deployTo(props);
      // Terraform looks the topic up, so a stack whose alarms would reach nobody is not deployed.
      this.alarmTopicArn = new DataAwsSnsTopic(this, 'alarm-topic', { name: props.alarmTopic }).arn;
      this.noticeTopicArn = props.noticeTopic
        ? new DataAwsSnsTopic(this, 'notice-topic', { name: props.noticeTopic }).arn
        : this.alarmTopicArn;
    }
  }

  private deployTo({ region, keepsData, state }: PlatformProps): void {
    const { id } = this.node;
    if (keepsData && state === undefined)
      throw new Error(
        `Cannot synthesise "${id}": expected a remote state with a lock, because the stage keeps data. Set TF_CLOUD_ORGANIZATION, or DIALPLANE_STATE_BUCKET and DIALPLANE_STATE_REGION`,
      );
    const tags = { application: 'dialplane', stack: id, 'managed-by': 'terraform' };
    new AwsProvider(this, 'aws', {
      region,
      defaultTags: [{ tags }],
      ...(keepsData && { allowedAccountIds: [accountVariable(this).stringValue] }),
    });
    keepState(this, state);
    if (this.permissionsBoundary !== undefined) this.boundRoles(this.permissionsBoundary);
  }

  private boundRoles(policy: string): void {
    const arn = `arn:${partitionOf(this)}:iam::${accountIdOf(this)}:policy/${policy}`;
    Aspects.of(this).add({
      visit: (node) => {
        if (node instanceof IamRole) node.permissionsBoundary = arn;
      },
    });
  }

  /**
   * Publishes values: as outputs, and for other stacks and systems as SSM parameters with the name `/dialplane/<stack>/<value>`. A
   * module has outputs only. Values are at most 4,096 characters long, and not secret.
   */
  protected publish(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      new TerraformOutput(this, name, { value });
      if (this.asModule) continue;
      const parameter = new SsmParameter(this, `published-${name}`, {
        name: parameterName(this.node.id, name),
        type: 'String',
        insecureValue: value, // so that plans show it
      });
      except(parameter, 'CKV2_AWS_34', 'Addresses, names and ids are not secret.');
    }
  }

  /**
   * A value that another stack of the stage publishes. That stack is applied first. A module has a variable for it,
   * such as `forwarding_api_url`.
   */
  published(stack: string, name: string): string {
    const id = `${stack.replaceAll('-', '_')}_${name}`;
    if (this.asModule)
      return new TerraformVariable(this, id, {
        type: 'string',
        description: `The output ${name} of the module ${stack}.`,
        nullable: false,
      }).stringValue;
    const owner = this.node.scope?.node.tryFindChild(stack);
    if (owner instanceof TerraformStack) this.addDependency(owner);
    return new DataAwsSsmParameter(this, id, { name: parameterName(stack, name) }).insecureValue;
  }

  /** The IAM policies of the role that deploys this stack, as JSON texts. */
  deployerPolicies(): readonly string[] {
    return deployerPolicies(super.toTerraform(), {
      stack: this.node.id,
      region: this.region,
      ...(this.permissionsBoundary !== undefined && { boundary: this.permissionsBoundary }),
    });
  }

  /**
   * Leaves out cdktf's extra pass over the stack, which takes a sixth of a synthesis. It only resolves references between
   * stacks. Ours have none, because each has a state of its own; `stackIssues` reports one.
   */
  override prepareStack(): void {
    if (!this.asModule) this.ensureBackendExists();
  }

  /** @throws when the stack is unsafe, such as with a function that has no alarm */
  override toTerraform() {
    return refuseUnsafe(super.toTerraform(), this.node.id);
  }
}

const parameterName = (stack: string, value: string): string => `/dialplane/${stack}/${value}`;

/** A variable, because the code contains no account id. Terraform refuses to plan in any other account. */
const accountVariable = (stack: TerraformStack): TerraformVariable =>
  new TerraformVariable(stack, 'account_id', {
    type: 'string',
    description: 'The only AWS account that this stack may be deployed to.',
    validation: [
      {
        condition: '${can(regex("^[0-9]{12}$", var.account_id))}',
        errorMessage: 'The id of an AWS account has 12 digits.',
      },
    ],
  });
