import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GuideCommand, patternOf, readGuide } from './guide';

const workspace = join(__dirname, '../..');
const dialplane = `"${process.execPath}" apps/cli/bin/dialplane.mjs`;
const java = spawnSync('java', ['-version']).status === 0;
const { run, account } = readGuide(readFileSync(join(workspace, 'docs/guides/forwarding.md'), 'utf8'));

/** Runs a command as a reader of the guide would, who has loopback at `url`. */
const shell = (command: string, url = '') => {
  const here = command.replace(/\bnpx dialplane\b/g, dialplane).replaceAll('http://localhost:4100', url);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', here], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, DIALPLANE_URL: url, DIALPLANE_TOKEN: '' },
  });
  return { status, stdout, stderr };
};

describe(`docs/guides/forwarding.md, on a laptop ${java ? '[real: DynamoDB Local 3.3.0]' : 'with forwards in memory, since Java was not found'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const commands = run.filter(({ command }) => command !== 'npm start');
  let url = '';
  let stop = async (): Promise<void> => undefined;

  beforeAll(async () => {
    const loopback = spawn('npm', ['start', '--silent'], {
      cwd: workspace,
      env: { ...process.env, LOOPBACK_PORT: '0', LOOPBACK_FOLDER: folder },
      detached: true, // npm starts others: they are one group, which is ended whole
    });
    const ended = new Promise<void>((resolve) => loopback.once('close', () => resolve()));
    stop = async () => {
      process.kill(-(loopback.pid ?? 0), 'SIGTERM');
      await ended;
    };
    url = await new Promise((resolve, reject) => {
      let said = '';
      loopback.stdout.on('data', (text) => {
        said += text;
        const at = /up at (http:\/\/localhost:\d+)/.exec(said)?.[1];
        if (at) resolve(at);
      });
      loopback.once('close', () => reject(new Error(`Loopback ended: ${said}`)));
    });
  }, 60_000);

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  }, 20_000);

  it('begins with npm start', () => {
    expect(run[0]?.command).toBe('npm start');
  });

  it.each(commands)(
    '$command',
    ({ command, prints, exit }: GuideCommand) => {
      const { status, stdout, stderr } = shell(command, url);

      if (status !== exit) throw new Error(`It ended with ${status}, not ${exit}: ${stdout}${stderr}`);
      if (prints !== undefined) expect(exit === 0 ? stdout : stderr).toMatch(patternOf(prints));
    },
    60_000,
  );
});

const named = account.flatMap((line) =>
  [...line.matchAll(/npx dialplane((?: [a-z]+)+)(.*)/g)].map(([, words = '', rest = '']) => ({
    words: words.trim(),
    flags: [...rest.matchAll(/(?<= )--[a-z-]+/g)].map(([flag]) => flag),
  })),
);

it.each(named)('dialplane $words, for an account, is a command with the flags $flags', ({ words, flags }) => {
  const { status, stdout } = shell(`${dialplane} ${words} --help`);

  expect(status).toBe(0);
  expect(stdout).toContain(`Usage: dialplane ${words}`);
  expect(flags.filter((flag) => !stdout.includes(`${flag} `))).toEqual([]);
});
