import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { accountIdOf, refuseUnsafe } from '@dialplane/constructs';
import { Aspects, CloudBackend, LocalBackend, NamedCloudWorkspace, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Stage } from './stage';

export type PlatformProps = Stage & {
  /** The Terraform Cloud organization that keeps the state. @default it is kept in a file of the workspace */
  readonly organization?: string;
};

// The bindings speak of provider 6.25.0 alone. Nothing here needs what came after 5.100.0.
const PROVIDER_VERSIONS = '>= 5.100.0, < 7.0.0';

/** What all stacks share: provider, tags, state, and the refusal to synthesize what is not safe. */
export abstract class PlatformStack extends TerraformStack {
  /** The topic that wakes people. */
  protected readonly alarmTopicArn: string;

  constructor(scope: Construct, id: string, { region, alarmTopic, organization }: PlatformProps) {
    super(scope, id);
    const tags = { application: 'dialplane', stack: id, 'managed-by': 'terraform' };
    new AwsProvider(this, 'aws', { region, defaultTags: [{ tags }] });
    this.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSIONS);

    if (organization) new CloudBackend(this, { organization, workspaces: new NamedCloudWorkspace(id) });
    // Terraform runs in cdktf.out/stacks/<id>: the state stands at the top of the workspace, and survives a clean.
    else new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });

    this.alarmTopicArn = `arn:aws:sns:${region}:${accountIdOf(this)}:${alarmTopic}`;
    Aspects.of(this).add(refuseUnsafe);
  }
}
