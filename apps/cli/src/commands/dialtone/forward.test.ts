import { memoryForwards } from '@dialplane/forwarding';
import type { E164 } from '@dialplane/phone-numbers';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeForwards } from './forward';

const folder = mkdtempSync(join(tmpdir(), 'dialtone-forward-'));
const file = join(folder, 'forwards.json');
afterAll(() => rmSync(folder, { recursive: true }));

const forward = (number: string, target: string) => ({
  number,
  targets: [{ kind: 'phone', number: target }],
  callerId: 'dialled',
  atEnd: 'apology',
});
const [office, shop, mobile] = ['+12065550100', '+12065550101', '+14155550111'] as E164[] as [
  E164,
  E164,
  E164,
];

const store = (input: unknown, forwards = memoryForwards([])) => {
  writeFileSync(file, typeof input === 'string' ? input : JSON.stringify(input));
  return storeForwards(file, { table: 'forwards' }, forwards);
};

it('stores one forward or several, and stores them again', async () => {
  const forwards = memoryForwards([]);

  expect((await store(forward(office, mobile), forwards)).ok).toBe(true);
  expect((await store([forward(office, shop), forward(shop, mobile)], forwards)).ok).toBe(true);
  expect(await forwards.find(office)).toMatchObject({ targets: [{ number: shop }], version: 2 });
});

it.each`
  wrong               | input                                                   | path
  ${'a field'}        | ${{ ...forward(office, mobile), atEnd: 'silence' }}     | ${'0.atEnd'}
  ${'a country'}      | ${[forward(office, '+442079460100')]}                   | ${'0.targets.0'}
  ${'a loop'}         | ${[forward(office, shop), forward(shop, office)]}       | ${'0.targets'}
  ${'a number twice'} | ${[forward(office, mobile), forward(office, shop)]}     | ${'1.number'}
  ${'the second'}     | ${[{ number: office }, forward(shop, '+442079460100')]} | ${'1.targets.0'}
`('stores nothing when $wrong is wrong', async ({ input, path }) => {
  const forwards = memoryForwards([]);
  const result = await store(input, forwards);

  expect(
    result.ok ? [] : (result.error.issues ?? []).map((issue) => issue.path.slice(0, path.length)),
  ).toContain(path);
  expect((await forwards.list()).forwards).toEqual([]);
});

it('reads a file with a byte order mark', async () => {
  expect((await store(`\uFEFF${JSON.stringify(forward(office, mobile))}`)).ok).toBe(true);
});

it('says so when the file cannot be read', async () => {
  expect(await store('no JSON')).toMatchObject({
    ok: false,
    error: { exit: 'usage', message: expect.stringMatching(/^Cannot read the file ".*": expected JSON/) },
  });
});
