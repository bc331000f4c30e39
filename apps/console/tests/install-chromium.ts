import { spawnSync } from 'node:child_process';
import { chromiumPath } from './chromium-path';

/** `npm run chromium:install`: installs Debian's Chromium for the tests of the console. Needs root and apt-get. */
const main = (): void => {
  if (chromiumPath !== undefined) return;
  const apt = (...args: readonly string[]) => spawnSync('apt-get', args, { stdio: 'ignore' }).status === 0;
  if (apt('update', '-qq') && apt('install', '-y', '-qq', 'chromium')) return;
  console.error(
    'Chromium cannot be installed: install it yourself, and set CHROMIUM_PATH if it is in an unusual place. Until then, its tests are skipped.',
  );
  process.exitCode = 1;
};

main();
