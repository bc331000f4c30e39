import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformEnvironment, type Terraform } from './find-terraform';

/** What Terraform says of a stack. Only `invalid` is the stack's fault. */
export type Verdict =
  | { readonly kind: 'valid'; readonly provider: string }
  | { readonly kind: 'invalid'; readonly errors: readonly string[] }
  | { readonly kind: 'skipped'; readonly because: string };

/**
 * Runs the real `terraform init` and `terraform validate` on a copy of a synthesized stack. No account is asked, and
 * its backend is left alone, so that a stack whose state is in Terraform Cloud needs no token.
 */
export const validateStack = async (folder: string, { pluginFolder }: Terraform): Promise<Verdict> => {
  const copy = mkdtempSync(join(tmpdir(), 'terraform-check-'));
  try {
    // A folder that has been deployed from carries gigabytes of provider and its state's settings.
    cpSync(folder, copy, { recursive: true, filter: (path) => !/[\\/]\.terraform/.test(path) });
    const mirror = pluginFolder ? [`-plugin-dir=${pluginFolder}`] : [];
    const init = await terraform(
      copy,
      ['init', '-backend=false', '-input=false', '-no-color', ...mirror],
      pluginFolder ? {} : providerCache(),
    );
    if (init.failed)
      return !pluginFolder && registryIsOutOfReach.test(init.stderr)
        ? { kind: 'skipped', because: howToGetTheProvider }
        : { kind: 'invalid', errors: [init.stderr.trim()] };

    const { valid, diagnostics } = JSON.parse(
      (await terraform(copy, ['validate', '-json'])).stdout,
    ) as Validation;
    return valid
      ? { kind: 'valid', provider: await providerOf(copy) }
      : { kind: 'invalid', errors: diagnostics.map(sentence) };
  } finally {
    rmSync(copy, { recursive: true });
  }
};

/** The answer of `terraform validate -json` (Terraform documentation, "Command: validate"). */
type Validation = { readonly valid: boolean; readonly diagnostics: readonly Diagnostic[] };
type Diagnostic = {
  readonly summary: string;
  readonly detail: string;
  readonly snippet?: { readonly context?: string };
};

const registryIsOutOfReach = /Failed to query available provider packages|Failed to install provider/;

const howToGetTheProvider =
  'the AWS provider was not found and the registry did not answer: go online, or set TERRAFORM_PLUGIN_DIR to a folder made by "terraform providers mirror"';

const sentence = ({ summary, detail, snippet }: Diagnostic): string =>
  `${snippet?.context ? `${snippet.context}: ` : ''}${summary}. ${detail}`;

const providerOf = async (folder: string): Promise<string> => {
  const { provider_selections: chosen } = JSON.parse((await terraform(folder, ['version', '-json'])).stdout);
  return `hashicorp/aws ${chosen['registry.terraform.io/hashicorp/aws']}`;
};

/**
 * Providers are downloaded once, when they have to be, and not again for each stack. Terraform says that the cache is not
 * safe for several runs at once ("CLI Configuration File"), so stacks that use it are checked one by one.
 */
const providerCache = () => {
  const TF_PLUGIN_CACHE_DIR = join(tmpdir(), 'dialplane-terraform-providers');
  mkdirSync(TF_PLUGIN_CACHE_DIR, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR };
};

/** Runs Terraform. Its refusals are answers, not accidents: they come back with what it said. */
const terraform = (
  folder: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
) => {
  const env = { ...settings, ...terraformEnvironment() };
  return new Promise<{ failed: boolean; stdout: string; stderr: string }>((done) => {
    execFile('terraform', words, { cwd: folder, env }, (error, stdout, stderr) =>
      done({ failed: error !== null, stdout, stderr }),
    );
  });
};
