import type { Forward, StoredForward } from '@dialplane/forwarding';
import {
  type Application,
  type Next,
  nextStep,
  type Step,
  type WiredNumber,
  type Wiring,
} from '@dialplane/number-wiring';
import type { Operation } from './operation';

/** What an operation does next. */
export type Move =
  | { readonly kind: 'store-forward'; readonly forward: Forward; readonly expected: 'new' | number }
  | { readonly kind: 'drop-forward'; readonly version: number }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'wait'; readonly until: string }
  /** There is no way on. Before the turn that means back; after it, a person must look. */
  | { readonly kind: 'no-way'; readonly because: string }
  | { readonly kind: 'finish'; readonly status: 'done' | 'restored' };

/** How things stand, just now. */
export type Seen = {
  /** Undefined: the account does not have the number any more. */
  readonly wired: WiredNumber | undefined;
  readonly stored: StoredForward | undefined;
};

/**
 * What is next for an operation. Pure, and told how things stand rather than what was done, so that it is right after a
 * crash at any moment.
 *
 * The forward is stored before a call can ask for it, and dropped only once none can: between the two, the number is
 * moved.
 */
export const nextMove = (operation: Operation, seen: Seen, application: Application): Move => {
  const { wanted, status, origin } = operation;
  const back = status === 'restoring';
  if (wanted.kind === 'removed') {
    if (!seen.wired) return dropThenFinish(seen, wanted.version, 'done');
    return back
      ? (onTheWay(seen.wired, { kind: 'application' }, application) ?? finish('restored'))
      : (onTheWay(seen.wired, wanted.to, application) ?? dropThenFinish(seen, wanted.version, 'done'));
  }
  const version = versionAfter(wanted.replaces);
  if (!back) {
    if ((seen.stored?.version ?? 0) < version)
      return { kind: 'store-forward', forward: wanted.forward, expected: wanted.replaces?.version ?? 'new' };
    if (!seen.wired) return { kind: 'no-way', because: 'the account does not have the number any more' };
    return onTheWay(seen.wired, { kind: 'application' }, application) ?? finish('done');
  }
  const stillOnTheWay = seen.wired && origin && onTheWay(seen.wired, origin, application);
  if (stillOnTheWay) return stillOnTheWay;
  if (wanted.replaces && seen.stored?.version === version)
    return { kind: 'store-forward', forward: withoutVersion(wanted.replaces), expected: version };
  return wanted.replaces ? finish('restored') : dropThenFinish(seen, version, 'restored');
};

/** What is left to do on the way; undefined once it is there. */
const onTheWay = (wired: WiredNumber, to: Wiring, application: Application): Move | undefined => {
  const next: Next = nextStep(wired, to, application);
  switch (next.kind) {
    case 'there':
      return undefined;
    case 'cannot':
      return { kind: 'no-way', because: next.because };
    case 'step':
    case 'wait':
      return next;
  }
};

const dropThenFinish = ({ stored }: Seen, version: number, status: 'done' | 'restored'): Move =>
  stored?.version === version ? { kind: 'drop-forward', version } : finish(status);

const finish = (status: 'done' | 'restored'): Move => ({ kind: 'finish', status });

const versionAfter = (replaced: StoredForward | undefined): number => (replaced?.version ?? 0) + 1;

const withoutVersion = ({ version: _, ...forward }: StoredForward): Forward => forward;
