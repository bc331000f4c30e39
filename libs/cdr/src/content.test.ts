import { contentOf } from './content';

it.each`
  one                           | other                       | same
  ${'{"a":1,"b":2}'}            | ${'{ "b": 2,\n "a": 1 }'}   | ${true}
  ${'{"a":6}'}                  | ${'{"a":6.0}'}              | ${true}
  ${'{"a":{"b":1,"c":2}}'}      | ${'{"a":{"c":2,"b":1}}'}    | ${true}
  ${'{"a":[1,2]}'}              | ${'{"a":[2,1]}'}            | ${false}
  ${'{"a":6}'}                  | ${'{"a":"6"}'}              | ${true}
  ${'{"a":0.4}'}                | ${'{"a":".4"}'}             | ${true}
  ${'{"a":7}'}                  | ${'{"a":"7 "}'}             | ${false}
  ${'{"a":"1234567890123456"}'} | ${'{"a":1234567890123456}'} | ${false}
  ${'{"a":null}'}               | ${'{}'}                     | ${false}
`('$one and $other have the same content: $same', ({ one, other, same }) => {
  expect(contentOf(JSON.parse(one)) === contentOf(JSON.parse(other))).toBe(same);
});
