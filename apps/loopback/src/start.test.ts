import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyLoopbackIn, loopbackProgram, startLoopback } from '../testing';

const workspace = join(__dirname, '../../..');
const java = spawnSync('java', ['-version']).status === 0;

const eventually = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 45_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const isForwarded = async (at: string): Promise<boolean> => {
  const number = (await (await fetch(`${at}/numbers/+12065550100`)).json()) as {
    readonly operation?: object;
    readonly productType: string;
  };
  return number.productType === 'SipMediaApplicationDialIn' && !number.operation;
};

const put = (url: string, body: object) => send('PUT', url, body);
const send = (method: string, url: string, body: object) =>
  fetch(url, {
    method,
    headers: { 'content-type': 'application/json', 'x-dialplane-console': '1' },
    body: JSON.stringify(body),
  });

describe(`loopback in real time ${java ? '[real: DynamoDB Local 3.3.0]' : 'with forwards in memory, since Java was not found'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'loopback-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('forwards a call, leaves a record a leg, and remembers its forwards when it starts again', async () => {
    const first = await startLoopback(emptyLoopbackIn(folder));
    const forwarded = `${first.url}/forwards/+12065550100`;
    await put(forwarded, {
      targets: [{ kind: 'phone', number: '+12065550142' }],
      callerId: 'caller',
      atEnd: 'apology',
    });
    await eventually(async () => (await fetch(forwarded)).status === 200 && (await isForwarded(first.url)));
    await put(`${first.url}/api/local/phones/+12065550142`, { kind: 'answers', afterSeconds: 0.2 });
    await send('POST', `${first.url}/api/local/calls`, {
      from: '+12065550199',
      to: '+12065550100',
      hangsUpAfterSeconds: 0.5,
    });
    await eventually(async () => {
      const listed = await fetch(`${first.url}/api/local/calls?state=ended`);
      const { calls } = (await listed.json()) as { calls: { legs: object[] }[] };
      return calls[0]?.legs.length === 2;
    });
    await first.stop();

    const records = readdirSync(join(folder, 'records'), { recursive: true, encoding: 'utf8' });
    expect(
      records.filter((name) => /\/[\w-]+\/\d{4}\/\d\d\/\d\d\/[\d.]+_[\w-]+_[\w-]+$/.test(name)),
    ).toHaveLength(2);
    expect(first.printed()).not.toMatch(/\+?1?206555\d{4}.*"event"/); // the log has no full number

    const again = await startLoopback(emptyLoopbackIn(folder));
    const found = await fetch(`${again.url}/forwards/+12065550100`);
    expect(found.status).toBe(java ? 200 : 404);
    expect(await isForwarded(again.url)).toBe(java); // the number is routed as its forward says
    await again.stop();
  }, 120_000);

  it('refuses to start on a folder that another instance uses', async () => {
    const first = await startLoopback(emptyLoopbackIn(folder));
    const { status, stderr } = spawnSync(process.execPath, loopbackProgram, {
      cwd: workspace,
      encoding: 'utf8',
      env: { ...process.env, LOOPBACK_PORT: '0', ...emptyLoopbackIn(folder) },
    });
    await first.stop();

    expect(status).toBe(1);
    expect(stderr).toMatch(/^Cannot use the folder ".*": loopback already runs on it \(process \d+\)/m);
  }, 120_000);

  it('says which setting to change when its port is taken', async () => {
    const first = await startLoopback(emptyLoopbackIn(folder));
    const { status, stderr } = spawnSync(process.execPath, loopbackProgram, {
      cwd: workspace,
      encoding: 'utf8',
      env: {
        ...process.env,
        LOOPBACK_PORT: new URL(first.url).port,
        LOOPBACK_FOLDER: join(folder, 'second'),
      },
    });
    await first.stop();

    expect(status).toBe(1);
    expect(stderr).toMatch(/^Cannot listen on port \d+: another program is there, so set LOOPBACK_PORT/m);
    // No half of the demo data is left, so the next start writes all of it.
    expect(readdirSync(join(folder, 'second'))).not.toContain('records');
  }, 120_000);

  /** Each row damages a folder before loopback starts on it. */
  const damaged = (change: (folder: string) => void) => {
    const other = mkdtempSync(join(tmpdir(), 'loopback-'));
    change(other);
    return other;
  };
  it.each`
    what                           | at                                          | says
    ${'a database'}                | ${() => damaged((at) => writeDatabase(at))} | ${/^Cannot open the forwards in ".*dynamodb": DynamoDB Local cannot use it\. If its files are/m}
    ${'a file'}                    | ${() => fileIn(damaged(() => {}))}          | ${/^Cannot write to the folder ".*file": .*\. Set LOOPBACK_FOLDER to a folder that can be written$/m}
    ${'a folder that must not be'} | ${() => '/proc/loopback'}                   | ${/^Cannot write to the folder "\/proc\/loopback": .*\. Set LOOPBACK_FOLDER/m}
  `(
    'names $what that it cannot use, and exits with status 1',
    ({ what, at, says }) => {
      if (what === 'a database' && !java) return;
      const other = at() as string;
      const { status, stderr } = spawnSync(process.execPath, loopbackProgram, {
        cwd: workspace,
        encoding: 'utf8',
        env: { ...process.env, LOOPBACK_PORT: '0', LOOPBACK_FOLDER: other, LOOPBACK_DEMO_DATA: 'no' },
        timeout: 60_000,
      });

      expect(stderr).toMatch(says);
      expect(status).toBe(1);
    },
    70_000,
  );
});

const fileIn = (folder: string): string => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  return file;
};

const writeDatabase = (folder: string): void => {
  mkdirSync(join(folder, 'dynamodb'));
  writeFileSync(join(folder, 'dynamodb/shared-local-instance.db'), randomBytes(20_000));
};
