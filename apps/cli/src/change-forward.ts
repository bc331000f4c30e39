import { ok, type Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Command } from 'commander';
import type { ApiForward, ApiOperation } from './api';
import { readSeconds } from './arguments';
import { type ApiResponse, path } from './client';
import type { ForwardBody } from './edit-forward';
import type { Failure, CommandResult, Shown } from './command-result';
import type { Session } from './session';
import { showForward } from './show-forward';
import { formatDetails } from './table';
import { waitForOperation } from './wait-for-operation';

/** Whether a command waits until the number has moved, and for how many seconds. */
export type WaitFlags = { readonly wait: boolean; readonly timeout: number };

/** Adds the flags for waiting to a command. */
export const withWaitFlags = (command: Command): Command =>
  command
    .option('--no-wait', 'do not wait until the number has moved')
    .option('--timeout <seconds>', 'how long to wait', readSeconds, 120);

/** Reads a forward, with the version that a change has to name. */
export const readStored = (
  { api }: Session,
  number: E164,
): Promise<Result<ApiResponse<ApiForward>, Failure>> => api.ask<ApiForward>('GET', path('forwards', number));

/**
 * The result of a change: shown at once if it is done, or after its operation (202) if the number has to move first.
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

/** Stores a forward on condition of its version, and shows it when it is in effect. */
export const sendForward = async (
  session: Session,
  number: E164,
  { body, onlyIf }: { readonly body: ForwardBody; readonly onlyIf: number | 'none' },
  flags: WaitFlags,
): Promise<CommandResult> => {
  const put = await session.api.ask<ApiForward>('PUT', path('forwards', number), { body, onlyIf });
  if (!put.ok) return put;
  return awaitChange(session, put.value, flags, async () => {
    const stored = put.value.status === 202 ? await readStored(session, number) : put;
    return stored.ok ? ok(showForward(stored.value.body)) : stored;
  });
};

/** Shows an operation: for `operation`, and for commands with `--no-wait`. */
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
