import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import { App, TerraformStack } from 'cdktf';
import { BUILT_APPS } from '../src/app-bundle';

const apps = join(__dirname, '../../../apps');

/** Every app of the workspace that has a `build` target: what a stack can deploy. */
const buildableApps = (): readonly string[] =>
  readdirSync(apps).filter((app) => {
    const project = join(apps, app, 'project.json');
    return existsSync(project) && JSON.parse(readFileSync(project, 'utf8')).targets?.build !== undefined;
  });

let stubs: string | undefined;

/** A folder in which every app of the workspace seems to be built: each `main.js` is a stub. */
const stubbedApps = (): string =>
  (stubs ??= folderWith(
    Object.fromEntries(
      buildableApps().map((app) => [`${app}/main.js`, 'exports.handler = async () => undefined;']),
    ),
  ));

/** A cdktf app that writes to a folder of its own, and in which every app of the workspace seems to be built. */
export const cdktfApp = (builtApps = stubbedApps()): App =>
  new App({ outdir: folderWith(), context: { [BUILT_APPS]: builtApps }, skipValidation: true });

/** An empty stack called `calls-test`, where the app `answering` seems to be built. */
export const emptyStack = (
  builtApps = folderWith({ 'answering/main.js': 'exports.handler = 1;' }),
): TerraformStack => new TerraformStack(cdktfApp(builtApps), 'calls-test');
