import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import { readForwardFile } from './forward-file';

const read = (content?: string) => {
  const folder = folderWith(content === undefined ? {} : { 'forward.json': content });
  return readForwardFile(join(folder, 'forward.json'));
};

it('reads a forward, and apart from it its number and version', () => {
  const body = {
    targets: [{ kind: 'phone', number: '+12065550142' }],
    callerId: 'dialled',
    atEnd: 'apology',
  };

  expect(read(JSON.stringify({ number: '+12065550100', version: 3, ...body }))).toEqual({
    ok: true,
    value: { number: '+12065550100', version: 3, body },
  });
});

it('accepts a byte order mark', () => {
  expect(read('\uFEFF{"atEnd":"message"}')).toEqual({ ok: true, value: { body: { atEnd: 'message' } } });
});

it('passes unknown fields on, because the API lists everything that is wrong with a forward', () => {
  expect(read('{"target":"+12065550142"}')).toEqual({
    ok: true,
    value: { body: { target: '+12065550142' } },
  });
});

it.each`
  content                 | says
  ${undefined}            | ${/^Cannot read the file ".*": ENOENT/}
  ${'{'}                  | ${/^Cannot read the file ".*": expected JSON/}
  ${'null'}               | ${/^Cannot read the file ".*": expected a JSON object/}
  ${'{"targets":[null]}'} | ${/^Cannot read the file ".*": expected "targets" to be a list of objects/}
  ${'[1]'}                | ${/^Cannot read the file ".*": expected a JSON object/}
  ${'{"version":"3"}'}    | ${/^Cannot read the file ".*": expected "version" to be a whole number from 1/}
`('refuses a file that contains $content', ({ content, says }) => {
  expect(read(content)).toMatchObject({
    ok: false,
    error: { exit: 'usage', message: expect.stringMatching(says) },
  });
});
