import type { Target } from '@dialplane/forwarding';
import type { E164 } from '@dialplane/phone-numbers';
import { describeTargets, readTargets } from './target-text';

const arn = 'arn:aws:chime:us-east-1:111122223333:vc/abc';
const phone = (number: string): Target => ({ kind: 'phone', number: number as E164 });
const trunk: Target = { kind: 'trunk', trunk: arn, user: 'desk' };

it.each`
  text                                 | targets
  ${'+12065550142'}                    | ${[phone('+12065550142')]}
  ${'+12065550142,+12065550143'}       | ${[phone('+12065550142'), phone('+12065550143')]}
  ${`trunk:${arn}:desk`}               | ${[trunk]}
  ${'+12065550142:confirm'}            | ${[{ ...phone('+12065550142'), confirm: true }]}
  ${`trunk:${arn}:desk:confirm`}       | ${[{ ...trunk, confirm: true }]}
  ${`+12065550142, trunk:${arn}:desk`} | ${[phone('+12065550142'), trunk]}
`('reads "$text"', ({ text, targets }) => {
  expect(readTargets(text)).toEqual({ ok: true, value: targets });
});

it.each([
  '',
  '2065550142',
  '+12065550142,',
  'trunk:desk',
  'trunk::desk',
  `trunk:${arn}:`,
  'sip:desk@example.com',
])('refuses "%s", and says what would be right', (text) => {
  expect(readTargets(text)).toMatchObject({
    ok: false,
    error: {
      exit: 'usage',
      message: expect.stringMatching(/^Cannot ring ".*": expected an E.164 number, such as/),
    },
  });
});

it.each`
  targets                                            | words
  ${[]}                                              | ${'no phone'}
  ${[{ ...phone('+12065550142'), ringSeconds: 20 }]} | ${'+12065550142 (20 s)'}
  ${[{ ...phone('+12065550142'), confirm: true }]}   | ${'+12065550142 (press 1 to accept)'}
  ${[phone('+12065550142'), trunk]}                  | ${'+12065550142, then desk at vc/abc'}
`('says "$words"', ({ targets, words }) => {
  expect(describeTargets(targets)).toBe(words);
});
