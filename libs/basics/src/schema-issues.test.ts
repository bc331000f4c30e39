import * as v from 'valibot';
import { issuesOf } from './schema-issues';

const schema = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty()),
  size: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(9))),
  kind: v.optional(v.picklist(['phone', 'trunk'])),
  open: v.optional(v.boolean()),
  days: v.optional(v.array(v.string())),
  at: v.optional(v.pipe(v.string(), v.regex(/^\d\d:\d\d$/, 'must be a time such as 09:00'))),
});

it.each`
  input                           | says
  ${null}                         | ${' must be an object, not nothing'}
  ${{}}                           | ${'name is missing'}
  ${{ name: '' }}                 | ${'name must not be empty'}
  ${{ name: 1 }}                  | ${'name must be text, not 1'}
  ${{ name: 'a', size: 0 }}       | ${'size must be at least 1, not 0'}
  ${{ name: 'a', size: 10 }}      | ${'size must be at most 9, not 10'}
  ${{ name: 'a', size: 'big' }}   | ${'size must be a number, not "big"'}
  ${{ name: 'a', kind: 'fax' }}   | ${'kind must be "phone" or "trunk", not "fax"'}
  ${{ name: 'a', open: 'yes' }}   | ${'open must be true or false, not "yes"'}
  ${{ name: 'a', days: {} }}      | ${'days must be a list, not an object'}
  ${{ name: 'a', at: '9' }}       | ${'at must be a time such as 09:00'}
  ${{ name: 'a', colour: 'red' }} | ${'colour is not a known field'}
`('$input: $says', ({ input, says }) => {
  const { issues = [] } = v.safeParse(schema, input);

  expect(issuesOf(issues).map(({ path, message }) => `${path} ${message}`)).toEqual([says]);
});
