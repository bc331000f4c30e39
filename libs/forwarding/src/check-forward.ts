import type { Issue } from '@dialplane/basics';
import { defaultDialPolicy, type DialPolicy, parsePhoneNumber } from '@dialplane/phone-numbers';
import { checkHours } from './check-hours';
import { checkTarget } from './check-target';
import type { Forward, Target } from './forward';
import { findLoop } from './loops';
import { writePlan } from './plan';
import { isPrompt, prompts } from './prompts';

/** What a forward is checked against. */
export type CheckOptions = {
  /** Which numbers may be rung. @default the United States and Canada, no numbers at extra cost */
  readonly policy?: DialPolicy;
  /** The other forwards, with which it must not form a loop. A forward of the same number is the one it replaces. */
  readonly others?: readonly Forward[];
};

/**
 * Everything that is wrong with a forward; empty when it may be stored. Nothing here is checked again during a call, so only
 * checked forwards may be stored.
 *
 * Imports luxon and libphonenumber: for the control path, not the call path.
 */
export const checkForward = (
  forward: Forward,
  { policy = defaultDialPolicy, others = [] }: CheckOptions = {},
): readonly Issue[] => [
  ...checkNumber(forward),
  ...checkTargets(forward.targets, 'targets', forward, policy),
  ...(forward.targets.length === 0 ? [{ path: 'targets', message: 'must have at least one target' }] : []),
  ...checkTargets(forward.hours?.outside ?? [], 'hours.outside', forward, policy),
  ...(forward.hours ? checkHours(forward.hours) : []),
  ...checkLoop(forward, others),
  ...checkGreeting(forward),
  ...checkSize(forward),
];

const checkNumber = ({ number }: Forward): readonly Issue[] => {
  const parsed = parsePhoneNumber(number);
  return parsed.ok ? [] : [{ path: 'number', message: `must be a phone number. ${parsed.error}` }];
};

const mostTargets = 10;

const checkTargets = (
  targets: readonly Target[],
  path: string,
  { number }: Forward,
  policy: DialPolicy,
): readonly Issue[] => [
  ...(targets.length > mostTargets
    ? [{ path, message: `must have at most ${mostTargets} targets, not ${targets.length}` }]
    : []),
  ...targets.flatMap((target, i) => [
    ...checkTarget(target, `${path}.${i}`, policy),
    ...(isNumber(target, number)
      ? [{ path: `${path}.${i}.number`, message: 'must not be the number that is forwarded' }]
      : []),
  ]),
];

const isNumber = (target: Target, number: string) => target.kind === 'phone' && target.number === number;

const checkLoop = (forward: Forward, others: readonly Forward[]): readonly Issue[] => {
  const { number } = forward;
  const loop = findLoop([...others, forward], number);
  const isItself = loop?.every((rung) => rung === number); // reported at the target itself
  if (!loop || isItself) return [];
  return [{ path: 'targets', message: `must not form a loop: ${loop.join(' to ')}` }];
};

const checkGreeting = ({ greeting }: Forward): readonly Issue[] =>
  !greeting || isPrompt(greeting.prompt)
    ? []
    : [
        {
          path: 'greeting.prompt',
          message: `must be the name of a prompt: ${Object.keys(prompts).join(', ')}; not ${JSON.stringify(greeting.prompt)}`,
        },
      ];

// The plan travels with each call. Chime accepts 20 KB of attributes (developer guide, transaction-attributes). Half of that
// leaves room for the rest of the plan, and for a different way of counting.
const mostPlanBytes = 10_000;
const mostBlocked = 1_000;

const checkSize = ({ number, targets, hours, blocked = [] }: Forward): readonly Issue[] => [
  ...[
    { path: 'targets', ringing: targets },
    { path: 'hours.outside', ringing: hours?.outside ?? [] },
  ].flatMap(({ path, ringing }) => {
    const plan = writePlan({ dialled: number, callerId: number, targets: ringing, atEnd: 'apology' });
    const bytes = new TextEncoder().encode(plan).length;
    return bytes > mostPlanBytes
      ? [{ path, message: `must fit in ${mostPlanBytes} bytes of JSON with all headers, not ${bytes}` }]
      : [];
  }),
  ...(blocked.length > mostBlocked
    ? [{ path: 'blocked', message: `must have at most ${mostBlocked} callers, not ${blocked.length}` }]
    : []),
];
