import { parsePools } from './pool';

it('reads pools, and fills in what is left out', () => {
  expect(parsePools('[{"name":"production"},{"name":"shared","mode":"composite","restSeconds":0}]')).toEqual({
    ok: true,
    value: [
      { name: 'production', mode: 'exclusive', holdSeconds: 120, restSeconds: 30, withheldCallers: 'refuse' },
      { name: 'shared', mode: 'composite', holdSeconds: 120, restSeconds: 0, withheldCallers: 'refuse' },
    ],
  });
});

it.each([
  ['nonsense', 'expected a JSON list with at least one pool'],
  ['[]', 'expected a JSON list with at least one pool'],
  ['{"name":"a"}', 'expected a JSON list with at least one pool'],
  ['[{"name":"a b"}]', '0.name must be 1 to 64 letters, digits, dashes or underscores'],
  ['[null]', '0.name must be'],
  ['[{"name":"a","mode":"shared"}]', '0.mode must be exclusive or composite'],
  ['[{"name":"a","holdSeconds":0}]', '0.holdSeconds must be a whole number from 1 to 86400'],
  ['[{"name":"a","restSeconds":1.5}]', '0.restSeconds must be a whole number from 0 to 86400'],
  ['[{"name":"a","withheldCallers":"maybe"}]', '0.withheldCallers must be refuse or allow'],
  ['[{"name":"a"},{"name":"a"}]', 'name "a" must not be used twice'],
])('refuses %s: %s', (text, message) => {
  const parsed = parsePools(text);

  expect(parsed.ok ? '' : parsed.error).toContain(message);
});
