import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from 'cdktf';

/** Where a team keeps the state of its stacks. Both lock the state while Terraform changes it. */
export type RemoteState =
  /** A workspace of Terraform Cloud for each stack, named after the stack. */
  | { readonly organization: string }
  /** An object in S3 for each stack, `<stack>.tfstate`, with a lock file beside it. */
  | { readonly bucket: string; readonly region: string };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads from the environment where the state is.
 *
 * @returns undefined if the environment names no place
 * @throws if it names two places, or a bucket without its Region
 */
export const remoteStateIn = (environment: Environment): RemoteState | undefined => {
  const organization = environment['TF_CLOUD_ORGANIZATION'];
  const bucket = environment['DIALPLANE_STATE_BUCKET'];
  const region = environment['DIALPLANE_STATE_REGION'];
  if (organization && bucket)
    throw new Error(
      `Cannot keep the state in "${organization}" and "${bucket}": expected TF_CLOUD_ORGANIZATION or DIALPLANE_STATE_BUCKET, not both`,
    );
  if (organization) return { organization };
  if (!bucket) return undefined;
  if (!region)
    throw new Error(
      `Cannot keep the state in the bucket "${bucket}": expected its Region in DIALPLANE_STATE_REGION`,
    );
  return { bucket, region };
};

/** Tells Terraform where the state of a stack is. */
export const keepState = (stack: TerraformStack, state: RemoteState | undefined): void => {
  const { id } = stack.node;
  if (state === undefined)
    // Terraform runs in cdktf.out/stacks/<id>. A state file at the root of the workspace survives when that is deleted.
    new LocalBackend(stack, { path: `../../../terraform.${id}.tfstate` });
  else if ('organization' in state)
    new CloudBackend(stack, {
      organization: state.organization,
      workspaces: new NamedCloudWorkspace(id),
    });
  else {
    new S3Backend(stack, {
      bucket: state.bucket,
      region: state.region,
      key: `${id}.tfstate`,
      encrypt: true,
    });
    stack.addOverride('terraform.backend.s3.use_lockfile', true); // cdktf does not know this setting
    // The first version in which locking with a file is not experimental (Terraform 1.11 upgrade notes).
    stack.addOverride('terraform.required_version', '>= 1.11.0');
  }
};
