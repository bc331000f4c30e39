import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * The stacks of `head` that differ from those of `base`, by name. Both are output folders of `npm run synth`. Builds are the
 * same byte for byte, so a stack differs exactly when its Terraform or one of its bundles does. A new stack counts; a removed
 * one does not.
 *
 * @throws if `head` holds no synthesised stacks
 */
export const changedStacks = (base: string, head: string): readonly string[] =>
  stacksIn(head).filter((stack) => digest(base, stack) !== digest(head, stack));

/**
 * The stacks in an output folder of `npm run synth`, each after those that it depends on.
 *
 * @throws if there are none
 */
export const stacksIn = (folder: string): readonly string[] => {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest))
    throw new Error(
      `Cannot read stacks from "${folder}": expected a manifest.json in it, so run npm run synth`,
    );
  const { stacks }: Manifest = JSON.parse(readFileSync(manifest, 'utf8'));
  const ordered = new Set<string>();
  const add = (stack: string): void => {
    for (const earlier of stacks[stack]?.dependencies ?? []) add(earlier);
    ordered.add(stack);
  };
  for (const stack of Object.keys(stacks).sort()) add(stack);
  return [...ordered];
};

type Manifest = {
  readonly stacks: Readonly<Record<string, { readonly dependencies?: readonly string[] }>>;
};

const digest = (folder: string, stack: string): string | undefined => {
  const root = join(folder, 'stacks', stack);
  if (!existsSync(root)) return undefined;
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/]\.terraform[\\/]/.test(file)) // left by a deployment
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
};
