import fc from 'fast-check';
import { splitDocuments } from './split-documents';

it.each`
  text                                  | pieces
  ${''}                                 | ${[]}
  ${'{"a":1}'}                          | ${['{"a":1}']}
  ${'{"a":1}{"b":2}'}                   | ${['{"a":1}', '{"b":2}']}
  ${'{"a":1}\n{"b":2}\n'}               | ${['{"a":1}', '{"b":2}']}
  ${'{"a":"}{"}{"b":"\\"{"}'}           | ${['{"a":"}{"}', '{"b":"\\"{"}']}
  ${'{"a":"\\\\"}{"b":2}'}              | ${['{"a":"\\\\"}', '{"b":2}']}
  ${'{"a":[{"b":1},{"c":2}]}\n{"d":4}'} | ${['{"a":[{"b":1},{"c":2}]}', '{"d":4}']}
  ${'\uFEFF{"a":1}'}                    | ${['{"a":1}']}
  ${'oops\n{"a":1}'}                    | ${['oops', '{"a":1}']}
  ${'oops{"a":1}oops'}                  | ${['oops', '{"a":1}', 'oops']}
  ${'[1]\n[2]'}                         | ${['[1]', '[2]']}
  ${'{"a":1\n{"b":2}\n{"c":3}'}         | ${['{"a":1', '{"b":2}', '{"c":3}']}
  ${'{"a":"x\n{"b":2}\n'}               | ${['{"a":"x', '{"b":2}']}
  ${'{"a":1,\n{"b":2}\n'}               | ${['{"a":1,', '{"b":2}']}
  ${'{"a":\n{"b":2}\n{"c":3}\n'}        | ${['{"a":\n{"b":2}', '{"c":3}']}
  ${'{"a":1}}\n{"b":2}'}                | ${['{"a":1}', '}', '{"b":2}']}
`('cuts $text', ({ text, pieces }) => {
  expect(splitDocuments(text)).toEqual(pieces);
});

describe('for any text', () => {
  const anyObject = fc.dictionary(fc.string(), fc.jsonValue());

  it('splits joined documents again', () => {
    fc.assert(
      fc.property(fc.array(anyObject), fc.constantFrom('', ' ', '\n', '\r\n'), (documents, gap) => {
        const pieces = splitDocuments(documents.map((document) => JSON.stringify(document)).join(gap));

        expect(pieces.map((piece) => JSON.parse(piece))).toEqual(JSON.parse(JSON.stringify(documents)));
      }),
    );
  });

  it('loses nothing but blanks', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom('{', '}', '"', '\\', '[', ',', ':', '\n', 'x')).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(splitDocuments(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
