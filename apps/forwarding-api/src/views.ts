import {
  type ForwardChange,
  describeActivity,
  type Explanation,
  type NumberView,
  type Operation,
  type SupposedCall,
} from '@dialplane/forwarding-control';
import { isoTime } from '@dialplane/basics';

/** An operation in a response. Its internal state is left out. */
export const operationView = (operation: Operation) => ({
  id: operation.id,
  number: operation.number,
  wanted: operation.wanted.kind,
  status: operation.status,
  ...(operation.activity && { step: describeActivity(operation.activity) }),
  attempts: operation.attempts,
  ...(operation.lastError && { lastError: operation.lastError }),
  startedAt: isoTime(operation.startedAt),
  updatedAt: isoTime(operation.updatedAt),
  ...((operation.status === 'moving' || operation.status === 'restoring') && {
    nextAttemptAt: isoTime(operation.nextAt),
  }),
});

export const numberView = ({ operation, ...number }: NumberView) => ({
  ...number,
  ...(operation && { operation: operationView(operation) }),
});

export const changeView = ({ number: _, at, ...change }: ForwardChange) => ({
  at: at.split('#')[0],
  ...change,
});

export const explanationView = (call: SupposedCall, { nextChange, ...explanation }: Explanation) => ({
  number: call.to,
  from: call.from,
  at: isoTime(call.at),
  ...explanation,
  ...(nextChange !== undefined && { nextChange: isoTime(nextChange) }),
});
