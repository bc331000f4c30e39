import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, workspaceRoot } from './scratch-project';

/** Where cdktn and a part of its AWS provider are installed. */
export const cdktnFolder = join(workspaceRoot, '.cdktn');

const provider = '@cdktn/provider-aws';
const versions = { cdktn: '0.24.0', constructs: '10.7.2', fflate: '0.8.3', [provider]: '25.7.0' };

/** The folders of the provider that the constructs and their README import. All of it would be 480 MB. */
const imported = (): readonly string[] => {
  const sources = join(workspaceRoot, 'libs/constructs/src');
  const texts = readdirSync(sources).map((file) => readFileSync(join(sources, file), 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/@cdktf\/provider-aws\/(lib\/[\w-]+)/g)].map(([, name = '']) => name),
  );
  return [...new Set([...names, 'lib/provider', 'lib/provider-functions', 'lib/s3-bucket'])].sort();
};

const wanted = (): string => JSON.stringify({ versions, imported: imported() });

/** Whether everything that the constructs import today is installed. */
export const cdktnIsInstalled = (): boolean => {
  const made = join(cdktnFolder, 'made-from.json');
  return existsSync(made) && readFileSync(made, 'utf8') === wanted();
};

/** Installs cdktn and the wanted part of its provider from npm: a download of 46 MB. @throws with npm's message */
export const installCdktn = (): void => {
  rmSync(cdktnFolder, { recursive: true, force: true });
  const { [provider]: providerVersion, ...packages } = versions;
  const target = join(cdktnFolder, 'node_modules', provider);
  mkdirSync(cdktnFolder);
  writeFileSync(join(cdktnFolder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  run(cdktnFolder, 'npm', 'install', '--silent', '--no-audit', '--no-fund');
  run(cdktnFolder, 'npm', 'pack', `${provider}@${providerVersion}`, '--silent');
  const archive = readdirSync(cdktnFolder).find((name) => name.endsWith('.tgz')) ?? '';
  mkdirSync(target, { recursive: true });
  const inArchive = ['package.json', ...imported()].map((name) => `package/${name}`);
  run(cdktnFolder, 'tar', '-xzf', archive, '-C', target, '--strip-components=1', ...inArchive);
  rmSync(join(cdktnFolder, archive));
  writeFileSync(join(cdktnFolder, 'made-from.json'), wanted());
};
