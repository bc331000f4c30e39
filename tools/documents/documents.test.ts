import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspace } from '../workspace';

const skipped = new Set([
  'node_modules',
  'dist',
  'reports',
  'cdktf.out',
  '.git',
  '.nx',
  '.loopback',
  '.local-aws',
  '.twilio-python',
  '.spark',
  '.checkov',
  '.cdktn',
  'tmp',
]);

const documentsBelow = (folder: string): readonly string[] =>
  readdirSync(join(workspace, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : documentsBelow(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });

const documents = documentsBelow('.').map((file) => ({
  file,
  text: readFileSync(join(workspace, file), 'utf8'),
}));

const projects = (): Readonly<Record<string, ReadonlySet<string>>> =>
  Object.fromEntries(
    ['apps', 'libs', '.']
      .flatMap((folder) =>
        readdirSync(join(workspace, folder)).map((name) => join(workspace, folder, name, 'project.json')),
      )
      .filter((file) => existsSync(file))
      .map((file) => JSON.parse(readFileSync(file, 'utf8')) as { name: string; targets: object })
      .map(({ name, targets }) => [name, new Set(Object.keys(targets))]),
  );

const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(workspace, 'package.json'), 'utf8'),
).scripts;

it.each(documents)('$file names npm commands that exist', ({ text }) => {
  const named = [...text.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
    ([, script, short]) => script ?? short,
  );

  expect(named.filter((script) => script !== undefined && !(script in scripts))).toEqual([]);
});

it.each(documents)('$file names Nx targets that exist', ({ text }) => {
  const known = projects();
  const named = [...text.matchAll(/npx nx (test|build|lint|typecheck|synth) ([\w-]+)/g)];
  const unknown = named
    .filter(([, target = '', project = '']) => !known[project]?.has(target))
    .map(([words]) => words);

  expect(unknown).toEqual([]);
});

it.each(documents)('$file links to files that exist', ({ file, text }) => {
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => !existsSync(join(workspace, dirname(file), link)));

  expect(broken).toEqual([]);
});

const listed = documents.flatMap(({ file, text }) =>
  [...text.matchAll(/^\| `([\w./-]+\.(?:ts|mjs|cjs))`/gm)].map(([, name = '']) => ({ file, name })),
);

it.each(listed)('$file lists $name, which exists', ({ file, name }) => {
  const folder = join(workspace, dirname(file));

  expect([join(folder, 'src', name), join(folder, name)].some((path) => existsSync(path))).toBe(true);
});

it('docs/map.md lists every app and library', () => {
  const map = readFileSync(join(workspace, 'docs/map.md'), 'utf8');
  const folders = ['apps', 'libs'].flatMap((kind) =>
    readdirSync(join(workspace, kind)).map((name) => `../${kind}/${name}/README.md`),
  );

  expect(folders.filter((folder) => !map.includes(`](${folder})`))).toEqual([]);
});

it('README.md fits a terminal of 100 columns and 120 lines', () => {
  const lines = readFileSync(join(workspace, 'README.md'), 'utf8').split('\n');

  expect(lines.length).toBeLessThanOrEqual(121);
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

it('README.md shows the ladder that the demo draws', () => {
  const readme = readFileSync(join(workspace, 'README.md'), 'utf8');
  const shown = /```text\n([^`]*SMA service[^`]*)```/.exec(readme)?.[1];
  const { stdout } = spawnSync('npm', ['run', '--silent', 'demo'], { cwd: workspace, encoding: 'utf8' });

  expect(shown).toBeDefined();
  expect(stdout).toContain(shown);
}, 60_000);
