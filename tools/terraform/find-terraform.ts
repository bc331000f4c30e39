import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '@dialplane/basics';

/** The Terraform of this machine. */
export type Terraform = {
  readonly version: string;
  /** A folder that holds the AWS provider, so that no network is needed. @default Terraform asks its registry */
  readonly pluginFolder?: string;
};

/** Where to search. Tests replace all of it. */
export type TerraformSearch = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folders that may hold providers, in the layout of a Terraform filesystem mirror. */
  readonly pluginFolders: readonly string[];
};

/**
 * Finds Terraform on the PATH, and the AWS provider in the folder that `TERRAFORM_PLUGIN_DIR` names, or else in the first
 * well-known folder that holds it.
 *
 * An error is a sentence that says how to get Terraform.
 *
 * @throws when `TERRAFORM_PLUGIN_DIR` names a folder without the provider
 */
export const findTerraform = (
  { environment, pluginFolders }: TerraformSearch = thisMachine(),
): Result<Terraform, string> => {
  const { status, stdout } = spawnSync('terraform', ['version', '-json'], {
    encoding: 'utf8',
    env: { ...environment },
  });
  if (status !== 0)
    return fail(
      'Terraform was not found on the PATH: get it from https://developer.hashicorp.com/terraform/install',
    );
  const version: string = JSON.parse(stdout).terraform_version;

  const named = environment['TERRAFORM_PLUGIN_DIR'];
  if (named && !holdsProvider(named))
    throw new Error(
      `Cannot take the AWS provider from TERRAFORM_PLUGIN_DIR "${named}": expected ${PROVIDER} in it, as "terraform providers mirror" makes it`,
    );
  const pluginFolder = named || pluginFolders.find(holdsProvider);
  return ok({ version, ...(pluginFolder && { pluginFolder }) });
};

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

const holdsProvider = (folder: string): boolean => existsSync(join(folder, PROVIDER));

const thisMachine = (): TerraformSearch => ({
  environment: terraformEnvironment(),
  pluginFolders: wellKnown(),
});

/** Terraform's implied mirrors ("CLI Configuration File"), and folders below /opt, where people unpack mirrors. */
const wellKnown = (): readonly string[] => [
  join(homedir(), '.terraform.d/plugins'),
  join(homedir(), '.local/share/terraform/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
  '/opt',
  ...(existsSync('/opt') ? readdirSync('/opt').map((child) => join('/opt', child)) : []),
];

/** This process's environment, without settings that would make Terraform use the network or print warnings. */
export const terraformEnvironment = (): Readonly<Record<string, string | undefined>> => {
  const { TF_CLI_CONFIG_FILE: configuration, ...environment } = process.env;
  return {
    ...environment,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    ...(configuration && existsSync(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
  };
};
