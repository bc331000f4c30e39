// Prints what identifies programs of this machine. Nx hashes the output, so that a result, or a test that was skipped because a
// program was missing, is not read from the cache after the program has changed.
//   node tools/test-report/programs.mjs java terraform
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The file that a shell would run, with its size and the time of its last change. Asking it for its version takes longer. */
const program = (...names) => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const file = names
    .flatMap((name) => (name.includes('/') ? [name] : folders.map((folder) => join(folder, name))))
    .find(existsSync);
  if (file === undefined) return 'missing';
  const path = realpathSync(file);
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
};

const contentOf = (file) =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'missing';

/** A virtual environment is complete if it has this file (tools/local-aws/python-environment.ts). */
const environment = (folder) => `${program(`${folder}/bin/python`)} ${contentOf(`${folder}/made-from.txt`)}`;

/** The versions of the AWS provider below the folders in which tools/terraform/find-terraform.ts searches. */
const awsProviders = () =>
  [
    process.env.TERRAFORM_PLUGIN_DIR ?? '',
    join(homedir(), '.terraform.d/plugins'),
    join(homedir(), '.local/share/terraform/plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    '/opt',
    ...(existsSync('/opt') ? readdirSync('/opt').map((child) => join('/opt', child)) : []),
  ]
    .map((folder) => join(folder, 'registry.terraform.io/hashicorp/aws'))
    .filter(existsSync)
    .map((folder) => `${folder} ${readdirSync(folder).sort()}`)
    .join(', ');

const kinds = {
  cdktn: () => contentOf('.cdktn/made-from.json'),
  checkov: () => environment('.checkov'),
  chromium: () => program(process.env.CHROMIUM_PATH ?? 'chromium', 'chromium', 'chromium-browser'),
  emulators: () => environment('.local-aws'),
  git: () => program('git'),
  java: () => program('java'),
  python3: () => program('python3'),
  'python-checks': () => environment('.spark/checks'),
  spark: () => `${environment('.spark/environment')} ${program('java')}`,
  terraform: () => `${program('terraform')} ${awsProviders()} ${contentOf('.nx/terraform-out-of-reach')}`,
  'twilio-python': () => environment('.twilio-python'),
  unzip: () => program('unzip'),
};

const names = process.argv.slice(2);
for (const name of names)
  if (!Object.hasOwn(kinds, name))
    throw new Error(`Cannot identify "${name}": expected ${Object.keys(kinds).join(', ')}`);
console.log(`node ${process.version}`);
for (const name of names) console.log(`${name} ${kinds[name]()}`);
