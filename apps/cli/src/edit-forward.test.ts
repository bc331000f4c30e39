import type { E164 } from '@dialplane/phone-numbers';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editForward, type ForwardBody } from './edit-forward';

const desk = { kind: 'phone', number: '+12065550142' as E164, ringSeconds: 20 } as const;
const trunk = {
  kind: 'trunk',
  trunk: 'arn:aws:chime:us-east-1:111122223333:vc/abc',
  user: 'desk',
  headers: { 'X-Floor': '3' },
} as const;
const forward: ForwardBody = {
  targets: [desk, trunk],
  callerId: 'caller',
  greeting: { prompt: 'connecting', when: 'while-ringing' },
  hours: { zone: 'Europe/Berlin', weekly: [], outside: [desk] },
  blocked: ['withheld'],
  atEnd: 'apology',
};
const { greeting: _greeting, ...silent } = forward;

it.each`
  flags                                                        | becomes
  ${{}}                                                        | ${forward}
  ${{ callerId: 'dialled' }}                                   | ${{ ...forward, callerId: 'dialled' }}
  ${{ atEnd: 'message' }}                                      | ${{ ...forward, atEnd: 'message' }}
  ${{ ring: 10 }}                                              | ${{ ...forward, targets: [{ ...desk, ringSeconds: 10 }, { ...trunk, ringSeconds: 10 }] }}
  ${{ to: '+12065550143' }}                                    | ${{ ...forward, targets: [{ kind: 'phone', number: '+12065550143' }] }}
  ${{ to: `trunk:${trunk.trunk}:desk,+12065550142` }}          | ${{ ...forward, targets: [trunk, desk] }}
  ${{ greeting: 'none' }}                                      | ${silent}
  ${{ greeting: { prompt: 'hello', when: 'before-ringing' } }} | ${{ ...forward, greeting: { prompt: 'hello', when: 'before-ringing' } }}
`('$flags changes that and nothing else', ({ flags, becomes }) => {
  expect(editForward(forward, flags)).toEqual({ ok: true, value: becomes });
});

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const file = join(folder, 'forward.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes the place of the whole forward, and flags come after it', () => {
    writeFileSync(
      file,
      JSON.stringify({
        number: '+12065550100',
        version: 3,
        targets: [desk],
        callerId: 'dialled',
        atEnd: 'apology',
      }),
    );

    expect(editForward(forward, { file, atEnd: 'message' })).toEqual({
      ok: true,
      value: { targets: [desk], callerId: 'dialled', atEnd: 'message' },
    });
  });

  it.each`
    content                 | says
    ${undefined}            | ${/^Cannot read the file ".*": ENOENT/}
    ${'{'}                  | ${/^Cannot read the file ".*": expected JSON/}
    ${'null'}               | ${/^Cannot read the file ".*": expected a JSON object/}
    ${'{"targets":[null]}'} | ${/^Cannot read the file ".*": expected "targets" to be a list of objects/}
    ${'[1]'}                | ${/^Cannot read the file ".*": expected a JSON object/}
  `('that holds $content is refused', ({ content, says }) => {
    rmSync(file, { force: true });
    if (content) writeFileSync(file, content);

    expect(editForward(forward, { file })).toMatchObject({
      ok: false,
      error: { exit: 'usage', message: expect.stringMatching(says) },
    });
  });

  it('that is no forward is sent as it is, since the API lists everything that is wrong with it', () => {
    writeFileSync(file, '{"target":"+12065550142"}');

    expect(editForward(forward, { file })).toEqual({ ok: true, value: { target: '+12065550142' } });
  });
});
