import { emptyLoopbackIn, startLoopback, type StartedLoopback } from '@dialplane/apps/loopback/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialplane } from '../../../testing/dialplane-under-test';

describe('dialplane dnis size', () => {
  const size = async (...flags: readonly string[]) => {
    const { exit, out, error } = await dialplane(['--json', 'dnis', 'size', ...flags]);
    return { exit, error, advice: out ? JSON.parse(out) : undefined };
  };

  it('says how many numbers a load needs', async () => {
    const { advice } = await size('--per-hour', '3400', '--setup', '5', '--rest', '0', '--blocking', '0.001');

    expect(advice.numbers).toBe(13);
    expect(advice.load).toBeCloseTo(4.7222222, 6);
  });

  it('warns of the quotas of a new account', async () => {
    const { advice, error } = await size(
      '--per-second',
      '10',
      '--setup',
      '15',
      '--rest',
      '0',
      '--blocking',
      '1e-4',
    );

    expect(advice.numbers).toBe(194);
    expect(error).toContain('194 numbers exceed the quota of 5');
    expect(error).toContain('150 calls at once exceed the quota of 10');
  });

  it('needs far fewer composite numbers', async () => {
    const { advice } = await size(
      '--per-second',
      '10',
      '--setup',
      '15',
      '--rest',
      '0',
      '--blocking',
      '1e-4',
      '--mode',
      'composite',
      '--anonymous',
      '0.02',
    );

    expect(advice.numbers).toBe(14);
  });

  it.each([
    [[], 'expected either --per-second or --per-hour'],
    [['--per-second', '1', '--per-hour', '1'], 'expected either --per-second or --per-hour'],
    [['--per-second', '1', '--blocking', '0'], 'expected a share above 0 and at most 1'],
    [['--per-second', 'many'], 'expected a number of 0 or more'],
  ])('refuses %j', async (flags, message) => {
    const { exit, error } = await size(...flags);

    expect(exit).toBe(2);
    expect(error).toContain(message);
  });
});

describe('dialplane dnis with loopback', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-dnis-'));
  let loopback: StartedLoopback;
  beforeAll(async () => {
    loopback = await startLoopback(emptyLoopbackIn(folder));
  }, 60_000);
  afterAll(async () => {
    await loopback.stop();
    rmSync(folder, { recursive: true });
  }, 20_000);

  const run = (...words: readonly string[]) => dialplane(words, { DIALPLANE_URL: loopback.url });
  const json = async (...words: readonly string[]) => JSON.parse((await run('--json', 'dnis', ...words)).out);

  it('reserves, shows and releases a number of the demo pool', async () => {
    const reserved = await json('checkout', 'demo', '--caller', '+12065550111', '--set', 'fname=Ada');
    expect(reserved).toMatchObject({ pool: 'demo', state: 'reserved' });

    expect(await json('status', 'demo', reserved.reservation)).toMatchObject({ state: 'reserved' });
    expect(await json('release', 'demo', reserved.reservation)).toMatchObject({ state: 'released' });
    expect(await json('status', 'demo', reserved.reservation)).toMatchObject({ state: 'over' });
  });

  it('shows the pools with their use, for people too', async () => {
    expect((await json('pools')).pools[0]).toMatchObject({ name: 'demo', mode: 'exclusive' });
    expect((await run('dnis', 'pools')).out).toMatch(/POOL +MODE[\s\S]*demo +exclusive +120 s +30 s/);
  });

  it('adds, lists and retires numbers', async () => {
    expect(await json('numbers', 'demo', '--add', '+12025550171,+12025550172')).toEqual({
      numbers: [
        { number: '+12025550171', outcome: 'added' },
        { number: '+12025550172', outcome: 'added' },
      ],
    });
    expect((await run('dnis', 'numbers', 'demo')).out).toMatch(/\+12025550171 +exclusive +free/);
    expect(await json('numbers', 'demo', '--retire', '+12025550171')).toEqual({
      numbers: [{ number: '+12025550171', outcome: 'retired' }],
    });
  });

  it('imports rows, and names those that it cannot take', async () => {
    const file = join(folder, 'rows.json');
    writeFileSync(file, JSON.stringify({ Items: [{ dnis: { S: '+12025550181' }, target: { S: 'demo' } }] }));
    expect((await json('import', file)).rows).toMatchObject([{ number: '+12025550181', outcome: 'added' }]);

    writeFileSync(
      file,
      JSON.stringify([
        { dnis: '+12025550182', target: 'demo' },
        { dnis: 'x', target: 'demo' },
      ]),
    );
    const { exit, error } = await run('dnis', 'import', file);
    expect(exit).toBe(3);
    expect(error).toContain('Cannot import 1 of 2 rows; the others were imported');
    expect(error).toContain('row 1: Cannot use the dnis "x"');
  });

  it('says why a number was not reserved', async () => {
    expect(await run('dnis', 'checkout', 'nowhere')).toMatchObject({
      exit: 3,
      error: expect.stringContaining('Cannot find the pool "nowhere": expected demo'),
    });
    expect(await run('dnis', 'checkout', 'demo', '--set', 'a b=c')).toMatchObject({
      exit: 3,
      error: expect.stringContaining('must be named with letters, digits, dashes and underscores'),
    });
  });
});
