import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terraform } from './find-terraform';
import { copyStack, init, providerOf, terraform } from './run-terraform';

/** Terraform's result for a stack. Only `invalid` is the stack's fault. */
export type ValidationResult =
  | { readonly kind: 'valid'; readonly provider: string }
  | { readonly kind: 'invalid'; readonly errors: readonly string[] }
  | { readonly kind: 'skipped'; readonly because: string };

/**
 * Runs the real `terraform init` and `terraform validate` on a copy of a synthesised stack. It uses no account and no
 * backend, so that a stack with its state in Terraform Cloud needs no token.
 */
export const validateStack = async (
  folder: string,
  { pluginFolder }: Terraform,
): Promise<ValidationResult> => {
  const copy = mkdtempSync(join(tmpdir(), 'terraform-check-'));
  try {
    copyStack(folder, copy);
    const initialized = await init(copy, pluginFolder, ['-backend=false']);
    if (!initialized.ok) {
      const { because, outOfReach } = initialized.error;
      return outOfReach ? { kind: 'skipped', because } : { kind: 'invalid', errors: [because] };
    }

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

/** The output of `terraform validate -json` (Terraform documentation, "Command: validate"). */
type Validation = { readonly valid: boolean; readonly diagnostics: readonly Diagnostic[] };
type Diagnostic = {
  readonly summary: string;
  readonly detail: string;
  readonly snippet?: { readonly context?: string };
};

const sentence = ({ summary, detail, snippet }: Diagnostic): string =>
  `${snippet?.context ? `${snippet.context}: ` : ''}${summary}. ${detail}`;
