import { ok, type Result } from '@dialplane/basics';
import type { ApiOperation } from './api';
import { path } from './client';
import { failed, type Failure } from './command-result';
import type { Session } from './session';

const pauses = { first: 250, longest: 4_000 };

/**
 * Waits until an operation has ended, and says how it is going. Asking moves it on as well, where it is due.
 *
 * A question that fails on the way is asked again until the time is over: the server goes on whether we hear of it or not.
 *
 * @param timeout how long to wait, in seconds
 * @returns the operation when it is `done`; a failure when all was put back, or when the time was over
 */
export const waitForOperation = async (
  { api, progress, now, sleep }: Session,
  started: ApiOperation,
  timeout: number,
): Promise<Result<ApiOperation, Failure>> => {
  const deadline = now() + timeout * 1_000;
  let operation = started;
  let told = '';
  let pause = pauses.first;
  while (operation.status === 'moving' || operation.status === 'restoring') {
    if (now() >= deadline) return stillUnderWay(operation, timeout);
    const doing = describeProgress(operation);
    if (doing !== told) progress((told = doing));
    await sleep(Math.min(pause, Math.max(0, deadline - now())));
    pause = Math.min(pause * 2, pauses.longest);
    const asked = await api.ask<ApiOperation>('GET', path('operations', operation.id));
    if (asked.ok) operation = asked.value.body;
    else if (!mayPass(asked.error)) return asked;
    else progress(`${asked.error.message}. Asking again`);
  }
  return operation.status === 'done' ? ok(operation) : putBack(operation);
};

const putBack = ({ id, number, wanted, lastError }: ApiOperation) =>
  failed(
    'put-back',
    `Cannot ${doingIt[wanted]} ${number}: all was put back as it was (operation ${id})${lastError ? `. ${lastError}` : ''}`,
  );

const stillUnderWay = ({ id, number, wanted, lastError }: ApiOperation, timeout: number) =>
  failed(
    'under-way',
    `Cannot say yet whether ${number} is ${doneIt[wanted]}: not ended after ${timeout} s. The server goes on; dialplane operation ${id} tells how it ends` +
      (lastError ? `. Its last error: ${lastError}` : ''),
  );

const mayPass = ({ exit }: Failure): boolean => exit === 'unreachable' || exit === 'accident';

const describeProgress = ({ id, number, status, step, lastError }: ApiOperation): string =>
  `${status === 'moving' ? 'Moving' : 'Putting back'} ${number} (operation ${id})` +
  `${step ? `: ${step}` : ''}${lastError ? `, after ${lastError}` : ''}`;

const doingIt = { forwarded: 'forward', removed: 'remove the forward of' } as const;
const doneIt = { forwarded: 'forwarded', removed: 'no longer forwarded' } as const;
