import type { E164 } from '@dialplane/phone-numbers';

/** One step in the story of a forward: a request to the control API, and who answers the next call. */
export type Act = {
  readonly story: string;
  /** The request to the control API, if there is one. */
  readonly request?: {
    readonly method: 'PUT' | 'DELETE';
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: object;
  };
  /** The expected status. */
  readonly status?: number;
  /** Who must pick up when the number is then rung. */
  readonly answers: string;
};

const ours = '+12065550100' as E164;
export const deskPhone = '+12065550142' as E164;
export const mobilePhone = '+12065550143' as E164;

/** The call placed after each act. */
export const storyCall = { from: '+12065550199', to: ours, hangsUpAfterSeconds: 10 };

const forwardTo = (number: E164) => ({
  targets: [{ kind: 'phone', number }],
  callerId: 'caller',
  atEnd: 'apology',
});
const path = `/forwards/${ours}`;

/** A number is forwarded, then forwarded elsewhere, then given back to the office. */
export const controlStory: readonly Act[] = [
  {
    story: 'Nothing is forwarded yet: the office answers, at its Voice Connector.',
    answers: 'Voice Connector',
  },
  {
    story:
      'Add a forward to the desk. The number leaves the Voice Connector, changes its product type, and a SIP rule sends its calls to the application.',
    request: { method: 'PUT', path, headers: { 'if-none-match': '*' }, body: forwardTo(deskPhone) },
    status: 201,
    answers: deskPhone,
  },
  {
    story: 'Change the forward to the mobile: the number stays where it is.',
    request: { method: 'PUT', path, headers: { 'if-match': '"1"' }, body: forwardTo(mobilePhone) },
    status: 200,
    answers: mobilePhone,
  },
  {
    story: 'Remove the forward: the rule is disabled and deleted, and the number goes back to where it was.',
    request: { method: 'DELETE', path, headers: { 'if-match': '"2"' } },
    status: 204,
    answers: 'Voice Connector',
  },
];
