import type { CallMemory, Step } from '@dialplane/call-control';

/** What travels with a call on Twilio: in the query of the URL that it asks next. It is signed, so it comes back unchanged. */
export type CallState = {
  readonly memory: CallMemory;
  /** The number of the last event. */
  readonly sequence: number;
  /** The step that Twilio asks about. */
  readonly step: Step['kind'];
  /** The step was passed over: the caller did not key or say anything. */
  readonly passedOver?: true;
};

export const writeState = (state: CallState): string =>
  Buffer.from(JSON.stringify(state)).toString('base64url');

/** Reads a state. What cannot be read counts as lost, and the call continues with what is known without it. */
export const readState = (text: string): CallState => {
  try {
    const state = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<CallState>;
    if (
      typeof state.memory === 'object' &&
      typeof state.sequence === 'number' &&
      typeof state.step === 'string'
    )
      return state as CallState;
  } catch {
    // lost
  }
  return { memory: {}, sequence: 1, step: 'pause' };
};
