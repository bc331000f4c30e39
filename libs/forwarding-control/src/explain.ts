import {
  type Forward,
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

/** A call that nobody places. */
export type SupposedCall = {
  readonly from: Caller;
  /** As dialled: E.164, or a short number such as 911. */
  readonly to: string;
  readonly at: EpochSeconds;
  readonly diversions: readonly string[];
};

/** Who answers for a number at the provider, whatever its forward says. */
export type AnsweredBy =
  | 'our-application'
  | 'voice-connector'
  | 'another-application'
  | 'nobody'
  | 'not-ours'
  /** The provider could not be asked. */
  | 'unknown';

/** What would happen to a call, and why. */
export type Explanation = {
  readonly because: RouteReason;
  /** For people. */
  readonly sentence: string;
  /** Who would be rung, in order. */
  readonly targets: readonly Target[];
  readonly callerId?: Forward['callerId'];
  readonly atEnd?: Forward['atEnd'];
  /** The forward that decided it. */
  readonly version?: number;
  /** When it next opens or closes. */
  readonly nextChange?: EpochSeconds;
  /** Where the call would arrive at all: only `our-application` asks the forward. */
  readonly answeredBy: AnsweredBy;
};

/** What would happen to a call, and why. Nothing is rung, and nothing is changed. */
export const explain = async (control: ControlPlane, call: SupposedCall): Promise<Explanation> => {
  const ours = isE164(call.to);
  const [forward, answeredBy] = await Promise.all([
    ours ? control.forwards.find(call.to as E164) : undefined,
    ours ? whoAnswers(control, call.to as E164) : ('not-ours' as const),
  ]);
  const { targets, because } = route(forward, { dialled: call.to, ...call }, call.at);
  const change = forward?.hours && nextChange(forward.hours, call.at);
  return {
    because,
    sentence: sentenceFor(because, targets, forward, answeredBy),
    targets,
    ...(forward && { callerId: forward.callerId, atEnd: forward.atEnd, version: forward.version }),
    ...(change !== undefined && { nextChange: change }),
    answeredBy,
  };
};

const whoAnswers = async ({ provider, application }: ControlPlane, number: E164): Promise<AnsweredBy> => {
  const seen = await provider.find(number);
  if (!seen.ok) return 'unknown';
  if (!seen.value) return 'not-ours';
  const routing = routingOf(seen.value, application);
  if (routing === 'elsewhere') return 'another-application';
  switch (routing.kind) {
    case 'application':
      return 'our-application';
    case 'connector':
    case 'connector-group':
      return 'voice-connector';
    case 'nothing':
      return 'nobody';
  }
};

const sentenceFor = (
  because: RouteReason,
  targets: readonly Target[],
  forward: StoredForward | undefined,
  answeredBy: AnsweredBy,
): string => {
  const arrives = arrival[answeredBy];
  const ends =
    forward?.atEnd === 'message' ? 'the caller may leave a message' : 'the caller hears an apology';
  const rings =
    targets.length > 0 ? `rings ${targets.map(nameOf).join(', then ')}; if nobody answers, ${ends}` : ends;
  return `${arrives}${why[because](rings)}.`;
};

const arrival: Readonly<Record<AnsweredBy, string>> = {
  'our-application': '',
  'voice-connector': 'The call goes to a Voice Connector and never asks the forward. If it did: ',
  'another-application':
    'Another SIP media application answers the call and never asks the forward. If it did: ',
  nobody: 'Nobody answers the number. If its calls reached us: ',
  'not-ours': 'The number is not one of the account. If its calls reached us: ',
  unknown: 'The provider could not be asked where the call goes. If it reaches us: ',
};

const why: Readonly<Record<RouteReason, (rings: string) => string>> = {
  'emergency-call': () => 'It is an emergency call and is put through at once, whatever else holds',
  'emergency-caller': (rings) => `An emergency service calls back, so no rule holds it up: it ${rings}`,
  open: (rings) => `It ${rings}`,
  'outside-hours': (rings) => `It is outside the hours of the forward: it ${rings}`,
  'no-forward': () => 'The number has no forward: the caller hears an apology',
  blocked: () => 'The caller is blocked and hears busy',
  loop: () => 'The call has gone round already: the caller hears an apology',
  'no-other-target': (rings) => `The only targets are the caller and the number dialled: ${rings}`,
};

const nameOf = (target: Target): string =>
  target.kind === 'phone' ? target.number : `${target.user} at ${target.trunk}`;
