import { dialplane } from '@dialplane/apps/cli/testing';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAsShown, guideOf, namedIn, shell } from '../run-guide';
import { workspace } from '../../workspace';

const java = spawnSync('java', ['-version']).status === 0;
const stores = java ? '[real: DynamoDB Local 3.3.0]' : 'with stores in memory, since Java was not found';
/** Throws unless the command exists, with all of the flags. */
const expectToExist = async ({ words, flags }: ReturnType<typeof namedIn>[number]): Promise<void> => {
  const { exit, out: stdout } = await dialplane([...words.split(' '), '--help']);

  expect(exit).toBe(0);
  // Words after the command's own are values of its arguments, such as the names of two stages.
  const [, command = '', takes = ''] = /^Usage: dialplane((?: [a-z]+)+)(.*)$/m.exec(stdout) ?? [];
  const values = words.split(' ').slice(command.trim().split(' ').length);
  expect(`${words} `).toMatch(new RegExp(`^${command.trim()} `));
  expect(takes.match(/<[a-z]+>/g)?.length ?? 0).toBeGreaterThanOrEqual(values.length);
  expect(flags.filter((flag) => !stdout.includes(`${flag} `))).toEqual([]);
};

/** Starts loopback on a free port, with its data in `folder`. */
const startLoopback = async (folder: string) => {
  const loopback = spawn('npm', ['start', '--silent'], {
    cwd: workspace,
    env: { ...process.env, LOOPBACK_PORT: '0', LOOPBACK_FOLDER: folder, LOOPBACK_DEMO_DATA: 'no' },
    detached: true, // npm starts other processes: the process group is stopped
  });
  const ended = new Promise<void>((resolve) => loopback.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    loopback.stdout.on('data', (text) => {
      printed += text;
      const at = /up at (http:\/\/localhost:\d+)/.exec(printed)?.[1];
      if (at) resolve(at);
    });
    loopback.once('close', () => reject(new Error(`Loopback ended: ${printed}`)));
  });
  const stop = async () => {
    process.kill(-(loopback.pid ?? 0), 'SIGTERM');
    await ended;
  };
  return { url, stop };
};

/**
 * Defines the tests of one guide in docs/guides. Each guide has a test file of its own, because a guide waits for calls in real
 * time, and jest runs files at the same time.
 */
export const testGuide = (file: string): void => {
  const guide = guideOf(file);
  const inLoopback = guide.run.some(({ command }) => command === 'npm start');

  describe(`docs/guides/${file}${inLoopback ? ` ${stores}` : ''}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'guide-'));
    const instead: Record<string, string> = { '/tmp/': `${folder}/` };
    let url = '';
    let stop = async (): Promise<void> => undefined;

    beforeAll(async () => {
      if (!inLoopback) return;
      ({ url, stop } = await startLoopback(join(folder, 'loopback')));
      instead['http://localhost:4100'] = url;
      instead['.loopback/'] = `${join(folder, 'loopback')}/`;
    }, 60_000);

    afterAll(async () => {
      await stop();
      rmSync(folder, { recursive: true });
    }, 20_000);

    const commands = guide.run.filter(({ command }) => command !== 'npm start');
    if (commands.length > 0) {
      it.each(commands)(
        '$command',
        (command) => expectAsShown(command, shell(command.command, instead, url)),
        120_000,
      );
    }

    const named = namedIn(guide);
    if (named.length > 0) {
      it.each(named)(
        'dialplane $words, for an account, is a command with the flags $flags',
        (command) => expectToExist(command),
        20_000,
      );
    }
  });
};
