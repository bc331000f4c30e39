import { ok, type Result } from '@dialplane/basics';
import type { ApiOperation } from './api';
import { path } from './client';
import { failed, type Failure } from './command-result';
import type { Session } from './session';

const pauses = { first: 250, longest: 4_000 };

/**
 * Polls an operation until it ends, and reports its progress. Polling also advances it when it is due.
 *
 * A failed poll is repeated until time is up, because the server continues anyway.
 *
 * @param timeout how long to wait, in seconds
 * @returns the operation when it is `done`; a failure if it was rolled back or time is up
 */
export const waitForOperation = async (
  { api, progress, now, sleep }: Session,
  started: ApiOperation,
  timeout: number,
): Promise<Result<ApiOperation, Failure>> => {
  const deadline = now() + timeout * 1_000;
  let operation = started;
  let reported = '';
  let pause = pauses.first;
  while (operation.status === 'moving' || operation.status === 'restoring') {
    if (now() >= deadline) return notFinished(operation, timeout);
    const text = describeProgress(operation);
    if (text !== reported) progress((reported = text));
    await sleep(Math.min(pause, Math.max(0, deadline - now())));
    pause = Math.min(pause * 2, pauses.longest);
    const asked = await api.ask<ApiOperation>('GET', path('operations', operation.id));
    if (asked.ok) operation = asked.value.body;
    else if (!isTemporary(asked.error)) return asked;
    else progress(`${asked.error.message}. Retrying`);
  }
  return operation.status === 'done' ? ok(operation) : rolledBack(operation);
};

const rolledBack = ({ id, number, wanted, lastError }: ApiOperation) =>
  failed(
    'rolled-back',
    `Cannot ${verbs[wanted]} ${number}: the change was rolled back (operation ${id})${lastError ? `. ${lastError}` : ''}`,
  );

const notFinished = ({ id, number, wanted, lastError }: ApiOperation, timeout: number) =>
  failed(
    'in-progress',
    `Cannot confirm that ${number} is ${results[wanted]}: not finished after ${timeout} s. The server continues; see dialplane operation ${id}` +
      (lastError ? `. Last error: ${lastError}` : ''),
  );

const isTemporary = ({ exit }: Failure): boolean => exit === 'unreachable' || exit === 'error';

const describeProgress = ({ id, number, status, step, lastError }: ApiOperation): string =>
  `${status === 'moving' ? 'Moving' : 'Rolling back'} ${number} (operation ${id})` +
  `${step ? `: ${step}` : ''}${lastError ? `, after ${lastError}` : ''}`;

const verbs = { forwarded: 'forward', removed: 'remove the forward of' } as const;
const results = { forwarded: 'forwarded', removed: 'no longer forwarded' } as const;
