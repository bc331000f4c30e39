import type { Dialling, PhoneBehaviour } from '@dialplane/phone-network';

/** The phones of the demo. 555-01xx is reserved for fiction, in Canada too. The demo's prices have no line for Canada. */
export const demoPhones: Readonly<Record<string, PhoneBehaviour>> = {
  '+12065550142': { kind: 'answers', afterSeconds: 4 },
  '+12065550143': { kind: 'answers', afterSeconds: 6 },
  '+12065550144': { kind: 'busy' },
  '+12065550145': { kind: 'no-answer' },
  '+14165550123': { kind: 'answers', afterSeconds: 5 },
};

const phone = (number: string, more: object = {}) => ({ kind: 'phone', number, ...more });

/** The forwards of the demo, by number. */
export const demoForwards: Readonly<Record<string, object>> = {
  '+12065550100': {
    targets: [phone('+12065550142', { ringSeconds: 20 }), phone('+12065550143')],
    callerId: 'caller',
    atEnd: 'message',
    greeting: { prompt: 'connecting', when: 'while-ringing' },
    hours: {
      zone: 'America/Los_Angeles',
      weekly: [
        { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:00', to: '17:00' },
      ],
      outside: [phone('+12065550143')],
      holidays: ['2026-12-25'],
    },
  },
  '+12065550101': {
    targets: [phone('+12065550144'), phone('+12065550143')],
    callerId: 'dialled',
    atEnd: 'apology',
    blocked: ['+12065550177'],
  },
  '+12065550102': {
    targets: [phone('+12065550145', { ringSeconds: 15 })],
    callerId: 'caller',
    atEnd: 'message',
  },
  '+12065550103': { targets: [phone('+14165550123')], callerId: 'dialled', atEnd: 'apology' },
};

/** A call of a day, at an hour in UTC. */
type DemoCall = { readonly hour: number } & Dialling;

/** The calls of each demo day. Each has another caller, since a caller who calls again at once counts as a loop. */
export const demoCalls: readonly DemoCall[] = [
  { hour: 16.1, from: '+12065550151', to: '+12065550100', hangsUpAfterSeconds: 73 },
  { hour: 16.9, from: '+12065550152', to: '+12065550101', hangsUpAfterSeconds: 41 },
  { hour: 17.4, from: '+12065550177', to: '+12065550101' },
  { hour: 18.2, from: '+14155550153', to: '+12065550102', keys: [{ afterSeconds: 9, digits: '#' }] },
  { hour: 19.5, from: '+14155550154', to: '+12065550103', hangsUpAfterSeconds: 128 },
  { hour: 20.3, from: '+12065550155', to: '+12065550100', ringsForSeconds: 2 },
  { hour: 21.7, from: '+12065550156', to: '+12065550108', hangsUpAfterSeconds: 15 },
  { hour: 23.2, from: '+14155550157', to: '+12065550100', hangsUpAfterSeconds: 312 },
];

/** Customers of the legacy platform: each is transferred into Amazon Connect with an account number. */
export const demoTransfers: readonly {
  readonly hour: number;
  readonly from: string;
  readonly account: string;
}[] = [
  { hour: 15.2, from: '+14155550161', account: '40711' },
  { hour: 15.21, from: '+14155550162', account: '90210' },
  { hour: 17.8, from: '+14155550163', account: '31415' },
  { hour: 20.1, from: '+14155550164', account: '27182' },
];

/** Calls of SIP phones. */
export const demoDials: readonly {
  readonly hour: number;
  readonly user: string;
  readonly dials: string;
  readonly hangsUpAfterSeconds: number;
}[] = [
  { hour: 16.5, user: 'lobby-7', dials: '2065550142', hangsUpAfterSeconds: 95 },
  { hour: 18.6, user: 'office-8', dials: '2025550107', hangsUpAfterSeconds: 33 },
  { hour: 19.1, user: 'lobby-7', dials: '9005550123', hangsUpAfterSeconds: 20 },
];
