import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { accountIdOf, refuseUnsafe } from '@dialplane/constructs';
import { CloudBackend, LocalBackend, NamedCloudWorkspace, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Stage } from './stage';

export type PlatformProps = Stage & {
  /** The Terraform Cloud organization that keeps the state. @default a file at the root of the workspace */
  readonly organization?: string;
};

// The bindings were generated for 6.25.0. The stacks need nothing newer than 5.100.0.
const PROVIDER_VERSIONS = '>= 5.100.0, < 7.0.0';

/** What all stacks share: provider, tags and state. An unsafe stack is refused when it is synthesized. */
export abstract class PlatformStack extends TerraformStack {
  /** The SNS topic that all alarms of the stack notify. */
  protected readonly alarmTopicArn: string;

  constructor(scope: Construct, id: string, { region, alarmTopic, organization }: PlatformProps) {
    super(scope, id);
    const tags = { application: 'dialplane', stack: id, 'managed-by': 'terraform' };
    new AwsProvider(this, 'aws', { region, defaultTags: [{ tags }] });
    this.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSIONS);

    if (organization) new CloudBackend(this, { organization, workspaces: new NamedCloudWorkspace(id) });
    // Terraform runs in cdktf.out/stacks/<id>. A state file at the root of the workspace survives when that is deleted.
    else new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });

    this.alarmTopicArn = `arn:aws:sns:${region}:${accountIdOf(this)}:${alarmTopic}`;
  }

  /**
   * Leaves out cdktf's extra pass over the stack, which takes a sixth of a synthesis. It only resolves references between
   * stacks. Ours have none, because each has a state of its own; `stackIssues` reports one.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** @throws when the stack is unsafe, such as with an open bucket */
  override toTerraform() {
    return refuseUnsafe(super.toTerraform(), this.node.id);
  }
}
