import { oneOf, textOfLength } from './holds';
import type { Rule } from './rule';

/**
 * The leg of an action: by its id, by its tag, or neither for the leg of the event (the page of each action, such as
 * play-audio).
 */
export type LegParameters = { readonly CallId?: string; readonly ParticipantTag?: 'LEG-A' | 'LEG-B' };

/** The leg of an action. @default the leg of the event */
export type LegOptions =
  | { readonly callId?: string; readonly participantTag?: never }
  | { readonly callId?: never; readonly participantTag?: 'LEG-A' | 'LEG-B' };

/** The leg of an action that is only possible on the caller's leg. @default the leg of the event */
export type CallerLegOptions =
  | { readonly callId?: string; readonly participantTag?: never }
  | { readonly callId?: never; readonly participantTag?: 'LEG-A' };

/** The leg of an action that requires the leg's id. */
export type NamedLegParameters = { readonly CallId: string };

/** The leg of an action that requires the leg's id. */
export type NamedLegOptions = { readonly callId: string };

/** The leg in the service's format. */
export const legParameters = ({ callId, participantTag }: LegOptions): LegParameters => ({
  ...(callId !== undefined && { CallId: callId }),
  ...(participantTag !== undefined && { ParticipantTag: participantTag }),
});

const callId: Rule = {
  id: 'leg/call-id',
  path: 'CallId',
  message: "must be a leg's CallId",
  holds: textOfLength(),
  reading: { message: "must be a leg's CallId, or empty", holds: textOfLength(0) },
};

const oneName: Rule = {
  id: 'leg/one-name',
  path: 'ParticipantTag',
  message: 'must be left out if CallId is given',
  hint: 'the service would ignore the tag',
  holds: (_tag, { root }) => root['CallId'] === undefined,
  reading: 'allowed',
};

/** For actions that work on any leg. */
export const anyLeg: readonly Rule[] = [
  callId,
  {
    id: 'leg/participant-tag',
    path: 'ParticipantTag',
    message: 'must be LEG-A or LEG-B',
    holds: oneOf('LEG-A', 'LEG-B'),
    reading: {
      message: 'must be LEG-A, LEG-B or empty',
      holds: oneOf('LEG-A', 'LEG-B', 'Leg-A', 'Leg-B', ''),
    },
  },
  oneName,
];

/** For actions that only work on the caller's leg. */
export const callerLeg: readonly Rule[] = [
  callId,
  {
    id: 'leg/caller-only',
    path: 'ParticipantTag',
    message: 'must be LEG-A',
    hint: "this action only works on the caller's leg",
    holds: oneOf('LEG-A'),
    reading: { message: 'must be LEG-A', holds: oneOf('LEG-A', 'Leg-A') },
  },
  oneName,
];

/** For actions that require the leg's id. */
export const namedLeg: readonly Rule[] = [
  {
    id: 'leg/call-id-required',
    path: 'CallId',
    message: "must be a leg's CallId",
    hint: 'this action does not default to the leg of the event: take the id from the event',
    required: true,
    holds: textOfLength(),
    reading: 'allowed',
  },
];
