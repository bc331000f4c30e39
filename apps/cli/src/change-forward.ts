import type { StoredForward } from '@dialplane/forwarding';
import { ok, type Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Command } from 'commander';
import type { ApiOperation } from './api';
import { readSeconds } from './arguments';
import { type ApiResponse, path } from './client';
import type { ForwardBody } from './edit-forward';
import type { Failure, CommandResult, Shown } from './command-result';
import type { Session } from './session';
import { showForward } from './show-forward';
import { formatDetails } from './table';
import { waitForOperation } from './wait-for-operation';

/** Whether a command waits for a number to be moved, and for how many seconds. */
export type WaitFlags = { readonly wait: boolean; readonly timeout: number };

/** Gives a command the flags that say whether it waits. */
export const withWaitFlags = (command: Command): Command =>
  command
    .option('--no-wait', 'do not wait until the number is moved')
    .option('--timeout <seconds>', 'how long to wait', readSeconds, 120);

/** Reads a forward that is there, with the version that a change of it must name. */
export const readStored = (
  { api }: Session,
  number: E164,
): Promise<Result<ApiResponse<StoredForward>, Failure>> =>
  api.ask<StoredForward>('GET', path('forwards', number));

/**
 * What the answer to a change comes to: shown at once where it is done, after its operation (202) where the number is
 * moved first.
 */
export const awaitChange = async (
  session: Session,
  { status, body }: ApiResponse<unknown>,
  { wait, timeout }: WaitFlags,
  show: () => Promise<CommandResult>,
): Promise<CommandResult> => {
  if (status !== 202) return show();
  const operation = body as ApiOperation;
  if (!wait) return ok(showOperation(operation));
  const ended = await waitForOperation(session, operation, timeout);
  return ended.ok ? show() : ended;
};

/** Stores a forward, only if there is still that version of it or none, and shows it once calls go by it. */
export const sendForward = async (
  session: Session,
  number: E164,
  { body, onlyIf }: { readonly body: ForwardBody; readonly onlyIf: number | 'none' },
  flags: WaitFlags,
): Promise<CommandResult> => {
  const put = await session.api.ask<StoredForward>('PUT', path('forwards', number), { body, onlyIf });
  if (!put.ok) return put;
  return awaitChange(session, put.value, flags, async () => {
    const stored = put.value.status === 202 ? await readStored(session, number) : put;
    return stored.ok ? ok(showForward(stored.value.body)) : stored;
  });
};

/** An operation, for `operation` and for whoever does not wait for one. */
export const showOperation = (operation: ApiOperation): Shown => ({
  json: operation,
  text: () =>
    formatDetails([
      ['operation', operation.id],
      ['number', operation.number],
      ['wanted', operation.wanted],
      ['status', operation.status],
      ['step', operation.step],
      ['attempts', String(operation.attempts)],
      ['last error', operation.lastError],
      ['started', operation.startedAt],
      ['updated', operation.updatedAt],
      ['next attempt', operation.nextAttemptAt],
    ]),
});
