import fc from 'fast-check';
import { contentOf } from './content';
import { jsonText } from './json-text';

it('writes a value as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const value: unknown = JSON.parse(json);
      expect(jsonText(value)).toBe(JSON.stringify(value));
    }),
  );
});

it('writes the optional outputs', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(60), (json, length) => {
      const value: unknown = JSON.parse(json);
      expect(jsonText(value, { length }).slice(0, length)).toBe(JSON.stringify(value).slice(0, length));
    }),
  );
});

it('writes a value that nests a hundred thousand times', () => {
  const deep = '[{"a":'.repeat(50_000) + '1' + '}]'.repeat(50_000);
  expect(jsonText(JSON.parse(deep))).toBe(deep);
  expect(contentOf(JSON.parse(deep))).toBe(deep);
  expect(jsonText(JSON.parse(deep), { length: 8 })).toMatch(/^\[\{"a":\[\{/);
});
