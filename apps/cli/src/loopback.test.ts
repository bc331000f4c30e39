import { emptyLoopbackIn, startLoopback, type StartedLoopback } from '@dialplane/apps/loopback/testing';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const workspace = join(__dirname, '../../..');
const java = spawnSync('java', ['-version']).status === 0;
const [office, desk, caller] = ['+12065550100', '+12065550142', '+12065550199'];

describe(`npx dialplane with loopback ${java ? '[real: DynamoDB Local 3.3.0]' : 'with forwards in memory, since Java was not found'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  let loopback: StartedLoopback;
  beforeAll(async () => {
    loopback = await startLoopback(emptyLoopbackIn(folder));
  }, 60_000);
  afterAll(async () => {
    await loopback.stop();
    rmSync(folder, { recursive: true });
  }, 20_000);

  /** Runs the bin like npm, in a folder that is not the workspace root. */
  const npx = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(workspace, 'apps/cli/bin/dialplane.mjs'), ...words],
      {
        cwd: __dirname,
        encoding: 'utf8',
        env: { ...process.env, DIALPLANE_URL: loopback.url, DIALPLANE_TOKEN: '' },
      },
    );
    return { status, stdout, stderr };
  };
  const call = () => npx('call', '--from', caller, '--to', office, '--hangs-up-after', '1');
  const answeredBy = () =>
    JSON.parse(npx('forward', 'explain', office, '--from', caller, '--json').stdout).answeredBy;

  it('forwards a number, rings it, changes the forward, rings it again, and takes it back', async () => {
    expect(answeredBy()).toBe('voice-connector');
    expect(call()).toMatchObject({ status: 0, stdout: expect.not.stringContaining('0142') });

    expect(npx('forward', 'add', office, '--to', desk)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/rings +\+12065550142\n/),
    });
    expect(answeredBy()).toBe('our-application');
    expect(call().stdout).toMatch(/…0142\n.*CallAndBridge.*HANGUP LEG-B/s);

    expect(npx('phone', 'busy', desk)).toMatchObject({
      status: 0,
      stdout: `${desk} now has the behaviour "busy".\n`,
    });
    expect(npx('forward', 'change', office, '--to', `${desk},+12065550143`).status).toBe(0);
    expect(call().stdout).toMatch(/486.*…0143|…0143.*486/s);

    const history = JSON.parse(npx('forward', 'history', office, '--json').stdout);
    expect(history.changes.map(({ outcome }: { outcome: string }) => outcome)).toContain('done');

    expect(npx('forward', 'remove', office)).toMatchObject({
      status: 0,
      stdout: `${office} is no longer forwarded.\n`,
    });
    expect(answeredBy()).toBe('voice-connector');
    expect(npx('forward', 'list').stdout).toBe('No number is forwarded.\n');
  }, 120_000);

  it.each`
    words                                                  | exit
    ${['numbers', '--all', '--limit', '3']}                | ${0}
    ${['connectors']}                                      | ${0}
    ${['applications']}                                    | ${0}
    ${['forward', 'add', '+12065550177', '--to', desk]}    | ${3}
    ${['forward', 'add', '+12065550101', '--to', '+1911']} | ${3}
    ${['forward', 'remove', '+12065550101']}               | ${3}
    ${['operation', '12065550109-1']}                      | ${3}
    ${['numbers', '--next', 'nonsense']}                   | ${3}
  `(
    '$words ends with $exit',
    ({ words, exit }) => {
      expect(npx(...words)).toMatchObject({
        status: exit,
        stderr: exit === 0 ? '' : expect.stringMatching(/^Cannot .+: .+/),
      });
    },
    20_000,
  );
});
