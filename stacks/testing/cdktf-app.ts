import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import { App } from 'cdktf';
import { BUILT_APPS } from '../built-app';

const apps = join(__dirname, '../../apps');

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
