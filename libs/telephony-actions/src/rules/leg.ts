import { oneOf, textOfLength } from './holds';
import type { Rule } from './rule';

/**
 * The leg that an action is for: by its id, or by its tag, or neither for the leg that the event is about
 * (the page of each action, such as play-audio).
 */
export type LegParameters = { readonly CallId?: string; readonly ParticipantTag?: 'LEG-A' | 'LEG-B' };

/** Names the leg that an action is for. @default the leg that the event is about */
export type LegOptions =
  | { readonly callId?: string; readonly participantTag?: never }
  | { readonly callId?: never; readonly participantTag?: 'LEG-A' | 'LEG-B' };

/** Names the leg that the call began with, for actions on no other. @default the leg that the event is about */
export type CallerLegOptions =
  | { readonly callId?: string; readonly participantTag?: never }
  | { readonly callId?: never; readonly participantTag?: 'LEG-A' };

/** The leg of an action that has to be told it by its id. */
export type NamedLegParameters = { readonly CallId: string };

/** Names the leg by its id: this action does not find it by itself. */
export type NamedLegOptions = { readonly callId: string };

/** The leg as the service reads it. */
export const legParameters = ({ callId, participantTag }: LegOptions): LegParameters => ({
  ...(callId !== undefined && { CallId: callId }),
  ...(participantTag !== undefined && { ParticipantTag: participantTag }),
});

const callId: Rule = {
  id: 'leg/call-id',
  path: 'CallId',
  message: "must be a leg's CallId",
  holds: textOfLength(),
};

const oneName: Rule = {
  id: 'leg/one-name',
  path: 'ParticipantTag',
  message: 'must be left out where CallId is given',
  hint: 'the service ignores the tag then',
  holds: (_tag, { root }) => root['CallId'] === undefined,
  reading: 'allowed',
};

/** For actions on any leg. */
export const anyLeg: readonly Rule[] = [
  callId,
  {
    id: 'leg/participant-tag',
    path: 'ParticipantTag',
    message: 'must be LEG-A or LEG-B',
    holds: oneOf('LEG-A', 'LEG-B'),
    reading: { message: 'must be LEG-A or LEG-B', holds: oneOf('LEG-A', 'LEG-B', 'Leg-A', 'Leg-B') },
  },
  oneName,
];

/** For actions on the leg that the call began with. */
export const callerLeg: readonly Rule[] = [
  callId,
  {
    id: 'leg/caller-only',
    path: 'ParticipantTag',
    message: 'must be LEG-A',
    hint: 'this action is for the leg that the call began with',
    holds: oneOf('LEG-A'),
    reading: { message: 'must be LEG-A', holds: oneOf('LEG-A', 'Leg-A') },
  },
  oneName,
];

/** For actions that have to be told the leg by its id. */
export const namedLeg: readonly Rule[] = [
  {
    id: 'leg/call-id-required',
    path: 'CallId',
    message: "must be a leg's CallId",
    hint: 'this action does not find the leg by itself: take the id from the event',
    required: true,
    holds: textOfLength(),
  },
];
