import type { E164 } from '@dialplane/phone-numbers';
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
`('$flags changes only the named fields', ({ flags, becomes }) => {
  expect(editForward(forward, flags)).toEqual({ ok: true, value: becomes });
});
