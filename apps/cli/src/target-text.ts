import type { Target } from '@dialplane/forwarding';
import { ok, type Result } from '@dialplane/basics';
import { isE164 } from '@dialplane/phone-numbers';
import { failed, type Failure } from './command-result';

/** Reads targets as they are written after `--to`: E.164, or `trunk:CONNECTOR_ARN:USER`, with commas between them. */
export const readTargets = (text: string): Result<readonly Target[], Failure> => {
  const targets: Target[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    const target = readTarget(part);
    if (!target) {
      const right = 'expected an E.164 number, such as +12065550142, or trunk:CONNECTOR_ARN:USER';
      return failed('usage', `Cannot ring "${part}": ${right}`);
    }
    targets.push(target);
  }
  return ok(targets);
};

const readTarget = (text: string): Target | undefined => {
  if (isE164(text)) return { kind: 'phone', number: text };
  const [, trunk, user] = /^trunk:(.+):([^:]+)$/.exec(text) ?? []; // an ARN has colons of its own
  return trunk && user ? { kind: 'trunk', trunk, user } : undefined;
};

/** A target in a few words, such as `+12065550142 (20 s)` or `desk at vc/abc`. */
export const describeTarget = (target: Target): string => {
  const who = target.kind === 'phone' ? target.number : `${target.user} at ${target.trunk.split(':').at(-1)}`;
  return target.ringSeconds === undefined ? who : `${who} (${target.ringSeconds} s)`;
};

/** Targets in a few words, in the order in which they ring. */
export const describeTargets = (targets: readonly Target[]): string =>
  targets.length > 0 ? targets.map(describeTarget).join(', then ') : 'nobody';

/** Whether two targets are the same phone, or the same user of a trunk, however long they ring. */
export const isSameTarget = (one: Target, other: Target): boolean => {
  if (one.kind === 'phone') return other.kind === 'phone' && one.number === other.number;
  return other.kind === 'trunk' && one.trunk === other.trunk && one.user === other.user;
};
