import { ok } from '@dialplane/basics';
import { type CommandResult, failed } from '../../command-result';
import { followCall } from '../../follow-call';
import type { Session } from '../../session';
import { isThisMachine } from '../../settings';

/** `dialplane dialtone call`: a simulated SIP phone dials. */
export const call = async (
  session: Session,
  user: string,
  dials: string,
  { hangsUpAfter, timeout }: { readonly hangsUpAfter: number; readonly timeout: number },
): Promise<CommandResult> => {
  const { api } = session;
  if (!isThisMachine(api.url))
    return failed(
      'refused',
      `Cannot place a call at ${api.url}: expected loopback, which npm start starts. Dial on a real phone`,
    );
  const placed = await api.ask<{ readonly id: string }>('POST', '/api/local/calls', {
    body: { from: user, to: dials, hangsUpAfterSeconds: hangsUpAfter },
  });
  if (!placed.ok) return placed;
  const { id } = placed.value.body;
  const followed = await followCall(session, id, timeout);
  if (!followed.ok) return followed;
  const ladder = followed.value;
  return ok({ json: { id, ladder }, text: () => ladder.trimEnd() });
};
