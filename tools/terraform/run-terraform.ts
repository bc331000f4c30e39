import { execFile } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '@dialplane/basics';
import { terraformEnvironment } from './find-terraform';

/** The output of a Terraform command. */
export type Ran = {
  readonly failed: boolean;
  /** Undefined if a signal ended it. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
};

/**
 * Runs Terraform, and returns its output whether it succeeds or fails.
 *
 * @param settings environment variables to set, or to remove if undefined
 */
export const terraform = (
  folder: string,
  words: readonly string[],
  settings: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> => {
  const env = { ...terraformEnvironment(), ...settings };
  return new Promise((done) => {
    execFile('terraform', words, { cwd: folder, env, maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) =>
      done({ failed: error !== null, exitCode: error ? numeric(error.code) : 0, stdout, stderr }),
    );
  });
};

const numeric = (code: unknown): number | undefined => (typeof code === 'number' ? code : undefined);

/** Copies a synthesised stack without `.terraform`, which after a deployment holds the provider (gigabytes) and backend settings. */
export const copyStack = (folder: string, copy: string): void =>
  cpSync(folder, copy, { recursive: true, filter: (path) => !/[\\/]\.terraform/.test(path) });

/** Why `terraform init` failed. `outOfReach`: only because neither a mirror nor the registry provided the AWS provider. */
export type NotInitialized = { readonly because: string; readonly outOfReach: boolean };

/** Runs `terraform init`, with the provider from a mirror if there is one. */
export const init = async (
  folder: string,
  pluginFolder: string | undefined,
  words: readonly string[] = [],
): Promise<Result<void, NotInitialized>> => {
  const mirror = pluginFolder ? [`-plugin-dir=${pluginFolder}`] : [];
  const { failed, stderr } = await terraform(
    folder,
    ['init', '-input=false', '-no-color', ...words, ...mirror],
    pluginFolder ? {} : providerCache(),
  );
  if (!failed) return ok(undefined);
  return !pluginFolder && registryIsOutOfReach.test(stderr)
    ? fail({ because: howToGetTheProvider, outOfReach: true })
    : fail({ because: stderr.trim(), outOfReach: false });
};

const registryIsOutOfReach = /Failed to query available provider packages|Failed to install provider/;

const howToGetTheProvider =
  'the AWS provider was not found and the registry did not answer: go online, or set TERRAFORM_PLUGIN_DIR to a folder made by "terraform providers mirror"';

/** The provider of an initialised folder, such as `hashicorp/aws 5.100.0`. */
export const providerOf = async (folder: string): Promise<string> => {
  const { provider_selections: chosen } = JSON.parse((await terraform(folder, ['version', '-json'])).stdout);
  return `hashicorp/aws ${chosen['registry.terraform.io/hashicorp/aws']}`;
};

/**
 * Caches downloaded providers, so that they are not downloaded for each stack. Terraform's cache is not safe for concurrent
 * runs ("CLI Configuration File"), so stacks that use it are checked one by one.
 */
const providerCache = () => {
  const TF_PLUGIN_CACHE_DIR =
    process.env['TF_PLUGIN_CACHE_DIR'] ?? join(tmpdir(), 'dialplane-terraform-providers');
  mkdirSync(TF_PLUGIN_CACHE_DIR, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR };
};
