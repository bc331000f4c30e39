import fc from 'fast-check';
import { checkContext } from './context';

const issuesOf = (context: unknown) => {
  const checked = checkContext(context);
  return checked.ok ? [] : checked.error.map(({ path, message }) => `${path} ${message}`);
};

it('takes what Amazon Connect can carry, as text', () => {
  expect(
    checkContext({ fname: 'Ada', age: 42, vip: true, note: null, empty: '', 'a-b_C9': 'größe' }),
  ).toEqual({
    ok: true,
    value: { fname: 'Ada', age: '42', vip: 'true', empty: '', 'a-b_C9': 'größe' },
  });
});

it.each([
  [
    { 'first name': 'Ada' },
    'context."first name" must be named with letters, digits, dashes and underscores',
  ],
  [{ größe: '1' }, 'context."größe" must be named with letters, digits, dashes and underscores'],
  [{ '': '1' }, 'context."" must be named with letters, digits, dashes and underscores'],
  [JSON.parse('{"__proto__":"x"}'), 'context."__proto__" must have another name'],
  [{ constructor: 'y' }, 'context."constructor" must have another name'],
  [{ toString: 'z' }, 'context."toString" must have another name'],
  [{ status: 'Failed' }, 'context."status" must have another name: the answer to the flow uses this one'],
  [{ reserveid: 'x' }, 'context."reserveid" must have another name: the answer to the flow uses this one'],
  [{ nested: { a: 1 } }, 'context."nested" must be text, a number, true, false or null'],
  [{ list: ['a'] }, 'context."list" must be text, a number, true, false or null'],
  [{ never: NaN }, 'context."never" must be text, a number, true, false or null'],
  [['a'], 'context must be an object with a value for each name'],
  ['fname|Ada', 'context must be an object with a value for each name'],
  [null, 'context must be an object with a value for each name'],
])('refuses %j: %s', (context, issue) => {
  expect(issuesOf(context).join()).toContain(issue);
});

it('names every key that breaks a rule, and no value', () => {
  const issues = issuesOf({ 'a b': 'secret-1', status: 'secret-2', ok: 'secret-3' });

  expect(issues).toHaveLength(2);
  expect(issues.join()).not.toContain('secret');
});

it.each([
  ['counts bytes, not characters', { k: '😀'.repeat(8192) }, false],
  ['takes what is just below the limit', { k: 'x'.repeat(30_000) }, true],
  ['refuses what is above it', { k: 'x'.repeat(32_768) }, false],
  ['counts keys too', { ['k'.repeat(20_000)]: 'x'.repeat(13_000) }, false],
  ['counts what JSON escapes in the answer', { k: '"'.repeat(17_000) }, false],
])('%s', (_what, context, fits) => {
  expect(checkContext(context).ok).toBe(fits);
});

it('leaves markup as it is: a flow that speaks it must escape it', () => {
  const name = '<break time="60s"/>Ada';

  expect(checkContext({ fname: name })).toEqual({ ok: true, value: { fname: name } });
});

it('accepts no context whose answer Connect would refuse', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
        fc.string({ unit: 'binary', maxLength: 9_000 }),
      ),
      (context) => {
        const checked = checkContext(context);
        if (!checked.ok) return;
        const answer = JSON.stringify({ ...checked.value, status: 'Success', target: 'x'.repeat(64) });
        expect(Buffer.byteLength(answer)).toBeLessThan(32_768);
      },
    ),
  );
});
