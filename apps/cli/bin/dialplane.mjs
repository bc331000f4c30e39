#!/usr/bin/env node
// `npx dialplane`. Plain JavaScript, because it runs before anything is installed, from any working directory.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const { status } = spawnSync(process.execPath, ['tools/install.mjs', 'calls'], {
  cwd: workspace,
  stdio: ['ignore', 2, 2], // the output of the installation is not part of the command's output
});
if (status !== 0) process.exit(1);

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // README.md says which Node versions work
process.env.TSX_TSCONFIG_PATH = `${workspace}/tsconfig.base.json`; // otherwise it searches the working directory
const { require } = await import('tsx/cjs/api');
process.exitCode = await require('../src/main.ts', import.meta.url).main();
