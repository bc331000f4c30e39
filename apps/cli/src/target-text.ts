import { ok, type Result } from '@dialplane/basics';
import { isE164 } from '@dialplane/phone-numbers';
import type { ApiTarget } from './api';
import { failed, type Failure } from './command-result';

/**
 * Reads the value of `--to`: E.164 numbers or `trunk:CONNECTOR_ARN:USER`, separated by commas. `:confirm` after a
 * target asks the person who answers to press 1.
 */
export const readTargets = (text: string): Result<readonly ApiTarget[], Failure> => {
  const targets: ApiTarget[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    const target = readTarget(part);
    if (!target) {
      const right =
        'expected an E.164 number, such as +12065550142, or trunk:CONNECTOR_ARN:USER; :confirm after either asks for a key';
      return failed('usage', `Cannot ring "${part}": ${right}`);
    }
    targets.push(target);
  }
  return ok(targets);
};

const readTarget = (text: string): ApiTarget | undefined => {
  const [, asked] = /^(.+):confirm$/.exec(text) ?? [];
  if (asked) {
    const target = readTarget(asked);
    return target && { ...target, confirm: true };
  }
  if (isE164(text)) return { kind: 'phone', number: text };
  const [, trunk, user] = /^trunk:(.+):([^:]+)$/.exec(text) ?? []; // an ARN has colons of its own
  return trunk && user ? { kind: 'trunk', trunk, user } : undefined;
};

/** A target in a few words, such as `+12065550142 (20 s)` or `desk at vc/abc`. */
export const describeTarget = (target: ApiTarget): string => {
  const who = target.kind === 'phone' ? target.number : `${target.user} at ${target.trunk.split(':').at(-1)}`;
  const notes = [
    ...(target.ringSeconds === undefined ? [] : [`${target.ringSeconds} s`]),
    ...(target.confirm ? ['press 1 to accept'] : []),
  ];
  return notes.length > 0 ? `${who} (${notes.join(', ')})` : who;
};

/** Targets in a few words, in ringing order. */
export const describeTargets = (targets: readonly ApiTarget[]): string =>
  targets.length > 0 ? targets.map(describeTarget).join(', then ') : 'no phone';

/** Whether two targets are the same phone, or the same user of a trunk. Ring times may differ. */
export const isSameTarget = (one: ApiTarget, other: ApiTarget): boolean => {
  if (one.kind === 'phone') return other.kind === 'phone' && one.number === other.number;
  return other.kind === 'trunk' && one.trunk === other.trunk && one.user === other.user;
};
