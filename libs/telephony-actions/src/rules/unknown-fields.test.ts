import type { Rule } from './rule';
import { unknownFields } from './unknown-fields';

const rule = (path: string): Rule => ({ id: path, path, message: '', holds: () => true });
const rules = [rule('Free'), rule('List.*.Name'), rule('Object.Field')];

it.each`
  value                                    | paths
  ${{}}                                    | ${[]}
  ${{ Free: { any: { thing: 1 } } }}       | ${[]}
  ${{ List: [{ Name: 'a' }] }}             | ${[]}
  ${{ List: [{ Name: 'a', Other: 'b' }] }} | ${['At.List.0.Other']}
  ${{ Object: { Field: 1, Other: 2 } }}    | ${['At.Object.Other']}
  ${{ Object: 'text' }}                    | ${[]}
  ${{ Object: null }}                      | ${[]}
  ${{ Fre: 1, Freedom: 2 }}                | ${['At.Fre', 'At.Freedom']}
  ${'text'}                                | ${[]}
`('finds $paths in $value', ({ value, paths }) => {
  expect(unknownFields(rules, value, 'At').map(({ path }) => path)).toEqual(paths);
});

it('says why a field must be left out', () => {
  expect(unknownFields(rules, { Other: 1 }, '')).toEqual([
    {
      rule: 'action/known-parameters',
      path: 'Other',
      message: 'must be left out',
      hint: 'it is not documented here, and the service drops it silently',
    },
  ]);
});
