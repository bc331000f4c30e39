import type { EpochSeconds } from '@dialplane/basics';
import { everyField } from '@dialplane/forwarding/testing';
import type { Operation } from '../src/operation';
import { office } from './control-under-test';

const at = (second: number) => second as EpochSeconds;

/** An operation with every field that one can have, except for those in `over`. */
export const operationWith = (over: Partial<Operation> = {}): Required<Operation> => ({
  id: '12065550100-1',
  number: office,
  wanted: { kind: 'forwarded', forward: everyField, replaces: { ...everyField, version: 3 } },
  origin: { kind: 'connector', connectorId: 'vc-1' },
  status: 'moving',
  activity: { kind: 'acting', action: 'leave-connector' },
  attempts: 1,
  failedAttempts: 0,
  lastError: 'ThrottledClientException: slow down',
  change: { at: '2026-01-05T17:00:00.000Z#a1', by: 'ann' },
  startedAt: at(100),
  updatedAt: at(101),
  phaseSince: at(100),
  nextAt: at(110),
  claimedUntil: at(130),
  version: 1,
  ...over,
});
