import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAsShown, expectToExist, guideOf, namedIn, shell, workspace } from './run-guide';

const java = spawnSync('java', ['-version']).status === 0;
const forwarding = guideOf('forwarding');
const rating = guideOf('cdr-rating');

describe(`docs/guides/forwarding.md, on a laptop ${java ? '[real: DynamoDB Local 3.3.0]' : 'with forwards in memory, since Java was not found'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const commands = forwarding.run.filter(({ command }) => command !== 'npm start');
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
    expect(forwarding.run[0]?.command).toBe('npm start');
  });

  it.each(commands)(
    '$command',
    (command) => expectAsShown(command, shell(command.command, { 'http://localhost:4100': url }, url)),
    60_000,
  );
});

describe('docs/guides/cdr-rating.md, on a laptop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(rating.run)(
    '$command',
    (command) => expectAsShown(command, shell(command.command, { '/tmp/rated': join(folder, 'rated') })),
    60_000,
  );
});

it.each([...namedIn(forwarding), ...namedIn(rating)])(
  'dialplane $words, for an account, is a command with the flags $flags',
  (named) => expectToExist(named),
  20_000,
);
