// Installs the npm packages that a command needs, and says so. Plain JavaScript, because it runs before anything is installed.
//   node tools/install.mjs calls        `dependencies`: what loopback, the demo and the CLI need
//   node tools/install.mjs everything   also `devDependencies`: what building, testing and deploying need
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Cannot run on Node ${process.versions.node}: expected 20.19 or newer`);
}

const what = process.argv[2];
if (what !== 'calls' && what !== 'everything') fail(`Cannot install "${what}": expected calls or everything`);

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const { dependencies, devDependencies } = read('package.json');
const wanted = { ...dependencies, ...(what === 'everything' && devDependencies) };
const missing = Object.entries(wanted).filter(([name, version]) => {
  const file = `node_modules/${name}/package.json`;
  return !existsSync(file) || read(file).version !== version;
});

if (missing.length > 0) {
  // A clone that already builds and tests keeps its development packages, which npm would otherwise remove.
  const everything = what === 'everything' || existsSync('node_modules/nx');
  const size = everything
    ? 'about 1.2 GB, mostly Terraform bindings; a minute'
    : 'about 360 MB; half a minute';
  console.error(
    `Installing npm packages for ${everything ? 'building and testing' : 'running calls'} (${size}) ...`,
  );
  const started = Date.now();
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    everything ? '--include=dev' : '--omit=dev',
  ];
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) fail('Cannot install the npm packages: npm ci failed, see above');
  console.error(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
