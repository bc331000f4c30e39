import type { E164 } from '@dialplane/phone-numbers';
import type { Forward, Hours, Target } from '../src/forward';

type EveryField = Required<Forward> & {
  readonly targets: readonly [
    Required<Extract<Target, { kind: 'phone' }>>,
    Required<Extract<Target, { kind: 'trunk' }>>,
  ];
  readonly hours: Required<Hours & { readonly outside: readonly Target[] }>;
};

/**
 * A valid forward that uses every field there is. Stores, parsers, the API's contract and the CLI must all pass it on
 * unchanged. A new field does not compile here until it has a value, so none of them can be forgotten.
 */
export const everyField: EveryField = {
  number: '+12065550100' as E164,
  targets: [
    { kind: 'phone', number: '+12065550142' as E164, ringSeconds: 20, confirm: true },
    {
      kind: 'trunk',
      trunk: 'arn:aws:chime:us-east-1:111122223333:vc/abc',
      user: 'desk',
      headers: { 'X-A': 'é' },
      ringSeconds: 25,
      confirm: true,
    },
  ],
  callerId: 'caller',
  greeting: { prompt: 'connecting', when: 'while-ringing' },
  hours: {
    zone: 'Europe/Berlin',
    weekly: [{ days: ['monday', 'friday'], from: '09:00', to: '17:00' }],
    holidays: ['2026-12-25'],
    outside: [{ kind: 'phone', number: '+12065550143' as E164 }],
  },
  blocked: ['withheld', '+12065550198'],
  atEnd: 'message',
};
