import type { Issue } from '@dialplane/basics';
import { checkDial, type DialPolicy, isEmergency } from '@dialplane/phone-numbers';
import type { Target } from './forward';

/** Everything that is wrong with one target. `path` is its place in the forward. */
export const checkTarget = (target: Target, path: string, policy: DialPolicy): readonly Issue[] => [
  ...(target.kind === 'phone' ? checkPhone(target, path, policy) : checkTrunk(target, path)),
  ...checkRingSeconds(target, path),
];

const checkPhone = (
  { number }: Extract<Target, { kind: 'phone' }>,
  path: string,
  policy: DialPolicy,
): readonly Issue[] => {
  if (isEmergency(number, policy.home))
    return [{ path: `${path}.number`, message: 'must not be an emergency number' }];
  const allowed = checkDial(policy, number);
  if (allowed.ok) return [];
  return [
    { path: `${path}.number`, message: `must be a number that may be called. ${allowed.error.message}` },
  ];
};

// The ARN of a Voice Connector or a group of them, and the user part of an address (Chime developer guide, call-and-bridge).
const trunkArn = /^arn:aws[\w-]*:chime:[\w-]*:\d{12}:(?:vc|vcg)\/[\w-]+$/;
const trunkUser = /^[\w&=+$/%\-!~*().]{1,30}$/;

const checkTrunk = (
  { trunk, user, headers = {} }: Extract<Target, { kind: 'trunk' }>,
  path: string,
): readonly Issue[] => [
  ...(trunkArn.test(trunk)
    ? []
    : [
        {
          path: `${path}.trunk`,
          message: `must be a Voice Connector such as arn:aws:chime:us-east-1:111122223333:vc/abc, not ${JSON.stringify(trunk)}`,
        },
      ]),
  ...(trunkUser.test(user)
    ? []
    : [{ path: `${path}.user`, message: 'must be 1 to 30 of a-z A-Z 0-9 & = + $ / % - _ ! ~ * ( ) .' }]),
  ...checkHeaders(headers, `${path}.headers`),
];

// The service accepts 20 (developer guide, sip-headers). We add two: Diversion and X-Original-Caller.
const mostHeaders = 18;
const longestHeader = 2_048;

const checkHeaders = (headers: Readonly<Record<string, string>>, path: string): readonly Issue[] => {
  const names = Object.keys(headers);
  const wrong = (name: string, message: string): Issue => ({ path: `${path}.${name}`, message });
  return [
    ...(names.length > mostHeaders
      ? [{ path, message: `must have at most ${mostHeaders} headers, not ${names.length}` }]
      : []),
    ...Object.entries(headers).flatMap(([name, value]) => [
      ...(/^(?:x-[\w.!%*+`'~-]+|user-to-user)$/i.test(name) && !/^x-amzn/i.test(name)
        ? []
        : [
            wrong(
              name,
              'must be named X-… or User-to-User; Diversion is added for you, and X-AMZN… is reserved',
            ),
          ]),
      ...(names.some((other) => other !== name && other.toLowerCase() === name.toLowerCase())
        ? [wrong(name, 'must occur once: upper and lower case are the same')]
        : []),
      ...(`${name}: ${value}`.length > longestHeader
        ? [wrong(name, `must be at most ${longestHeader} characters, including its name`)]
        : []),
      // A line break would start another header.
      ...(/[\r\n\0]/.test(value) ? [wrong(name, 'must be on one line')] : []),
      ...(/^user-to-user$/i.test(name) && !/^(?:[\da-f]{2})+;encoding=hex$/i.test(value)
        ? [wrong(name, 'must be hexadecimal, then ;encoding=hex')]
        : []),
    ]),
  ];
};

const checkRingSeconds = ({ ringSeconds = 30 }: Target, path: string): readonly Issue[] =>
  Number.isInteger(ringSeconds) && ringSeconds >= 1 && ringSeconds <= 120
    ? []
    : [{ path: `${path}.ringSeconds`, message: `must be a whole number from 1 to 120, not ${ringSeconds}` }];
