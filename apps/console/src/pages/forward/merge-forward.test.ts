import type { Forward } from '@dialplane/forwarding';
import { everyField } from '@dialplane/forwarding/testing';
import { compareChanges, isSameForward, mergeForwards } from './merge-forward';

const base: Forward = everyField;
const phone = (number: string) => [{ kind: 'phone', number }] as unknown as Forward['targets'];

it('takes what only one of two people changed from that person', () => {
  const mine = { ...base, atEnd: 'apology' } as const;
  const theirs = { ...base, blocked: ['+12065550166'] };
  const merge = compareChanges(base, mine, theirs);

  expect(merge).toEqual({ onlyMine: ['atEnd'], onlyTheirs: ['blocked'], conflicts: [] });
  expect(mergeForwards(mine, theirs, merge, [])).toMatchObject({
    atEnd: 'apology',
    blocked: ['+12065550166'],
  });
});

it('asks about what both changed differently, and takes what was chosen', () => {
  const mine = { ...base, targets: phone('+12065550150') };
  const theirs = { ...base, targets: phone('+12065550160') };
  const merge = compareChanges(base, mine, theirs);

  expect(merge.conflicts).toEqual(['targets']);
  expect(mergeForwards(mine, theirs, merge, ['targets']).targets).toEqual(mine.targets);
  expect(mergeForwards(mine, theirs, merge, []).targets).toEqual(theirs.targets);
});

it('sees no conflict where both made the same change', () => {
  const changed = { ...base, targets: phone('+12065550150') };

  expect(compareChanges(base, changed, changed).conflicts).toEqual([]);
});

it('keeps a field removed that only one person removed', () => {
  const { greeting: _, ...mine } = base;
  const merge = compareChanges(base, mine, base);

  expect(mergeForwards(mine, base, merge, [])).not.toHaveProperty('greeting');
});

it('takes a missing ring time for the default', () => {
  const ring = (ringSeconds: number) =>
    ({ ...base, targets: [{ kind: 'phone', number: '+12065550150', ringSeconds }] }) as unknown as Forward;

  expect(isSameForward(ring(30), { ...base, targets: phone('+12065550150') })).toBe(true);
  expect(isSameForward(ring(31), { ...base, targets: phone('+12065550150') })).toBe(false);
});
