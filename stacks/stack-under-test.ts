import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BUILT_APPS,
  resourcesOf,
  type SynthesizedResource,
  type SynthesizedStack,
} from '@dialplane/constructs';
import { App } from 'cdktf';

/** Every app that the stack of call forwarding carries, and that of rating. */
export const forwardingApps = ['forwarding-sma', 'forwarding-api', 'forwarding-sweep', 'chime-provisioner'];
export const ratingApps = ['price-loader', 'cdr-rater'];

export const dnisApps = ['dnis-api', 'dnis-lookup', 'dnis-sweep', 'legacy-ivr', 'connect-provisioner'];

/** Every app that any stack carries. */
export const apps = [...forwardingApps, ...ratingApps, ...dnisApps];

/** A program for stacks in which the named apps have been built, after a fashion. It writes to a folder of its own. */
export const programWith = (...apps: readonly string[]): App => {
  const folder = mkdtempSync(join(tmpdir(), 'stacks-'));
  for (const app of apps) {
    mkdirSync(join(folder, 'apps', app), { recursive: true });
    writeFileSync(join(folder, 'apps', app, 'main.js'), 'exports.handler = async () => {};');
  }
  return new App({
    outdir: join(folder, 'out'),
    context: { [BUILT_APPS]: join(folder, 'apps') },
    skipValidation: true,
  });
};

/** All resources of one type, as Terraform reads them. */
export const resources = (stack: SynthesizedStack, type: string): readonly SynthesizedResource[] =>
  resourcesOf(stack)
    .filter((it) => it.type === type)
    .map(({ resource }) => resource);

/** Every statement that allows something, in the policies of one type of resource. */
export const allowances = (stack: SynthesizedStack, type: string) =>
  resources(stack, type)
    .flatMap(({ policy }) => JSON.parse(String(policy)).Statement)
    .filter(({ Effect }) => Effect === 'Allow');
