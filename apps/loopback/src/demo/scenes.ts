import type { Forward } from '@dialplane/forwarding';
import type { Dialling, PhoneBehaviour } from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';

/** One call of the demo, and its expected outcome. */
export type DemoScene = {
  /** The name of its folder of records. */
  readonly name: string;
  readonly story: string;
  readonly forward: Forward;
  readonly phones: Readonly<Record<string, PhoneBehaviour>>;
  readonly dialling: Dialling;
  /** Legs, legs that stayed up, and seconds billed. */
  readonly outcome: string;
};

const caller = '+12065550199' as E164;
const ours = '+12065550100' as E164;
const desk = '+12065550142' as E164;
const mobile = '+12065550143' as E164;

const forward: Forward = {
  number: ours,
  targets: [{ kind: 'phone', number: desk, ringSeconds: 20 }],
  callerId: 'caller',
  atEnd: 'apology',
};

export const scenes: readonly DemoScene[] = [
  {
    name: 'answered',
    story: 'A forwarded call: the other phone answers after 4 s, the caller hangs up a minute later.',
    forward,
    phones: { [desk]: { kind: 'answers', afterSeconds: 4 } },
    dialling: { from: caller, to: ours, hangsUpAfterSeconds: 60 },
    outcome: '2 legs, 0 left up, 121 s billed',
  },
  {
    name: 'second-target',
    story: 'The first phone is busy, the second answers; this time the phone that was called hangs up.',
    forward: { ...forward, targets: [...forward.targets, { kind: 'phone', number: mobile }] },
    phones: {
      [desk]: { kind: 'busy' },
      [mobile]: { kind: 'answers', afterSeconds: 6, hangsUpAfterSeconds: 30 },
    },
    dialling: { from: caller, to: ours },
    outcome: '3 legs, 0 left up, 61 s billed',
  },
  {
    name: 'message',
    story: 'Nobody answers, so the caller leaves a message and presses #.',
    forward: { ...forward, atEnd: 'message' },
    phones: { [desk]: { kind: 'no-answer' } },
    dialling: { from: caller, to: ours, keys: [{ afterSeconds: 12, digits: '#' }] },
    outcome: '2 legs, 0 left up, 16 s billed',
  },
  {
    name: 'outside-hours',
    story:
      'It is Monday, 9 o’clock; the office opens at 10, so the mobile rings. Its mailbox answers: a machine is billed too.',
    forward: {
      ...forward,
      greeting: { prompt: 'connecting', when: 'while-ringing' },
      hours: {
        zone: 'America/Los_Angeles',
        weekly: [
          { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '10:00', to: '17:00' },
        ],
        outside: [{ kind: 'phone', number: mobile }],
      },
    },
    phones: { [mobile]: { kind: 'voicemail', afterSeconds: 5 } },
    dialling: { from: caller, to: ours, hangsUpAfterSeconds: 12 },
    outcome: '2 legs, 0 left up, 20 s billed',
  },
  {
    name: 'caller-gives-up',
    story: 'The caller gives up while the other phone rings: nothing is billed.',
    forward,
    phones: { [desk]: { kind: 'answers', afterSeconds: 15 } },
    dialling: { from: caller, to: ours, ringsForSeconds: 8 },
    outcome: '2 legs, 0 left up, 0 s billed',
  },
];
