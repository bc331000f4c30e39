import {
  findLoop,
  type Forward,
  forwardsReachableFrom,
  nextChange,
  route,
  type RouteReason,
  type StoredForward,
  type Target,
} from '@dialplane/forwarding';
import type { Caller } from '@dialplane/call-control';
import type { EpochSeconds } from '@dialplane/basics';
import { routingOf } from '@dialplane/number-routing';
import { type E164, isE164 } from '@dialplane/phone-numbers';
import type { ControlPlane } from './control-plane';

/** A call that is only supposed: none is placed. */
export type SupposedCall = {
  readonly from: Caller;
  /** The dialled number: E.164, or a short number such as 911. */
  readonly to: string;
  readonly at: EpochSeconds;
  readonly diversions: readonly string[];
};

/** Where the provider sends calls to a number, independent of its forward. */
export type AnsweredBy =
  | 'our-application'
  | 'voice-connector'
  | 'another-application'
  | 'none'
  | 'not-ours'
  /** The provider did not answer. */
  | 'unknown';

/** What would happen to a call, and why. */
export type Explanation = {
  readonly because: RouteReason;
  /** The explanation in one or two sentences. */
  readonly sentence: string;
  /** The targets that would ring, in order. */
  readonly targets: readonly Target[];
  readonly callerId?: Forward['callerId'];
  readonly atEnd?: Forward['atEnd'];
  /** What the caller hears before or while the first target rings. */
  readonly greeting?: Forward['greeting'];
  /** A loop of forwards that the number leads into, at some hours or after some targets; it ends with the first number again. */
  readonly loop?: readonly E164[];
  /** The version of the forward that was used. */
  readonly version?: number;
  /** When the hours of the forward next open or close. */
  readonly nextChange?: EpochSeconds;
  /** Where the call would go: only `our-application` uses the forward. */
  readonly answeredBy: AnsweredBy;
};

/** Explains what would happen to a call, and why. It rings no phone and changes nothing. */
export const explain = async (control: ControlPlane, call: SupposedCall): Promise<Explanation> => {
  const ours = isE164(call.to);
  const [forward, answeredBy] = await Promise.all([
    ours ? control.forwards.find(call.to as E164) : undefined,
    ours ? answererOf(control, call.to as E164) : ('not-ours' as const),
  ]);
  const others = forward ? await forwardsReachableFrom(forward, control.forwards.find) : [];
  const routed = route(forward, { dialled: call.to, ...call }, call.at, { others });
  const { because } = routed;
  // An emergency service is rung twice; a person who reads this needs its number once.
  const targets = because === 'emergency-call' ? routed.targets.slice(0, 1) : routed.targets;
  const change = forward?.hours && nextChange(forward.hours, call.at);
  const loop = forward && findLoop([...others, forward], forward.number);
  const greeting = targets.length > 0 ? forward?.greeting : undefined;
  return {
    because,
    sentence: [sentenceFor(because, targets, forward, answeredBy), ...warnings(loop)].join(' '),
    targets,
    ...(forward && { callerId: forward.callerId, atEnd: forward.atEnd, version: forward.version }),
    ...(greeting && { greeting }),
    ...(loop && { loop }),
    ...(change !== undefined && { nextChange: change }),
    answeredBy,
  };
};

const answererOf = async ({ provider, application }: ControlPlane, number: E164): Promise<AnsweredBy> => {
  const seen = await provider.find(number);
  if (!seen.ok) return 'unknown';
  if (!seen.value) return 'not-ours';
  const routing = routingOf(seen.value, application);
  switch (routing.kind) {
    case 'another-application':
      return 'another-application';
    case 'application':
      return 'our-application';
    case 'connector':
    case 'connector-group':
      return 'voice-connector';
    case 'nothing':
      return 'none';
  }
};

const sentenceFor = (
  because: RouteReason,
  targets: readonly Target[],
  forward: StoredForward | undefined,
  answeredBy: AnsweredBy,
): string => {
  // No account has the number of an emergency service: every call to it that reaches Dialplane is put through.
  const arrives = because === 'emergency-call' ? '' : arrival[answeredBy];
  const ends =
    forward?.atEnd === 'message' ? 'the caller may leave a message' : 'the caller hears an apology';
  const rings =
    targets.length > 0 ? `rings ${targets.map(nameOf).join(', then ')}; if nobody answers, ${ends}` : ends;
  return `${arrives}${why[because](rings)}.`;
};

const warnings = (loop: readonly E164[] | undefined): readonly string[] =>
  loop ? [`Warning: these forwards form a loop: ${loop.join(' to ')}. Change one of them.`] : [];

const arrival: Readonly<Record<AnsweredBy, string>> = {
  'our-application': '',
  'voice-connector': 'The call goes to a Voice Connector, so the forward is not used. If it were: ',
  'another-application':
    'Another SIP media application answers the call, so the forward is not used. If it were: ',
  none: 'The number is not attached to anything, so its calls are not answered. If they reached Dialplane: ',
  'not-ours': 'The account does not have this number. If its calls reached Dialplane: ',
  unknown: 'Amazon Chime did not answer, so it is not known where the call goes. If it reaches Dialplane: ',
};

const why: Readonly<Record<RouteReason, (rings: string) => string>> = {
  'emergency-call': () => 'It is an emergency call, so it is put through at once and no rule applies',
  'emergency-caller': (rings) => `An emergency service calls back, so no rule applies: it ${rings}`,
  open: (rings) => `It ${rings}`,
  'outside-hours': (rings) => `It is outside the hours of the forward: it ${rings}`,
  'no-forward': () => 'The number has no forward: the caller hears an apology',
  blocked: () => 'The caller is blocked and hears busy',
  loop: () => 'The call has been forwarded in a loop: the caller hears an apology',
  'no-other-target': (rings) => `The only targets are the caller and the dialled number: ${rings}`,
};

const nameOf = (target: Target): string =>
  target.kind === 'phone' ? target.number : `${target.user} at ${target.trunk}`;
