import { join } from 'node:path';
import type { LambdaCode } from '@dialplane/constructs';

/** The context key for the folder of built apps. @default dist/apps */
export const BUILT_APPS = 'dialplane:built-apps';

/** The code of an app of this workspace: the output of `nx build <app>`. `npm run synth` builds all of them first. */
export const builtApp =
  (app: string): LambdaCode =>
  ({ node }) =>
    join(node.tryGetContext(BUILT_APPS) ?? 'dist/apps', app);
