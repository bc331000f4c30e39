import type { ParticipantTag } from '../invocation';
import { type JsonFields, isObject } from '../rules/rule';
import type { SmaLeg } from '../sma-event';
import { type Correct, numberIn, textIn, textMapIn } from './wire';

/** The legs of a call. A leg without an id is left out, since no action can refer to it. */
export const legsIn = (participants: unknown, correct: Correct): readonly SmaLeg[] => {
  if (!Array.isArray(participants)) {
    correct('treated missing Participants as an empty list');
    return [];
  }
  return participants.flatMap((participant: unknown, index) => {
    const callId = isObject(participant) ? textIn(participant['CallId']) : undefined;
    if (isObject(participant) && callId) return [legIn(participant, callId, index, correct)];
    correct(`left out Participants.${index}: it has no CallId`);
    return [];
  });
};

const legIn = (participant: JsonFields, callId: string, index: number, correct: Correct): SmaLeg => {
  const at = `Participants.${index}`;
  const direction = textIn(participant['Direction'])?.toLowerCase() === 'outbound' ? 'Outbound' : 'Inbound';
  const startedAt = numberIn(participant['StartTimeInMilliseconds']);
  return {
    callId,
    tag:
      tagIn(participant['ParticipantTag'], `${at}.ParticipantTag`, correct) ?? tagByPlace(at, index, correct),
    to: textIn(participant['To']) ?? '',
    from: textIn(participant['From']) ?? '',
    direction,
    ...(startedAt !== undefined && { startedAt }),
    connected: textIn(participant['Status'])?.toLowerCase() !== 'disconnected',
    sipHeaders: lowerCased(textMapIn(participant['SipHeaders'], `${at}.SipHeaders`, correct)),
  };
};

/** A leg's tag. `Leg-A` is accepted too. */
export const tagIn = (tag: unknown, at: string, correct: Correct): ParticipantTag | undefined => {
  const upper = textIn(tag)?.toUpperCase();
  if (upper !== 'LEG-A' && upper !== 'LEG-B') return undefined;
  if (upper !== tag) correct(`read ${at} "${tag}" as "${upper}"`);
  return upper;
};

const tagByPlace = (at: string, index: number, correct: Correct): ParticipantTag => {
  const tag = index === 0 ? 'LEG-A' : 'LEG-B';
  correct(`assumed ${tag} for ${at}: it has no tag`);
  return tag;
};

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
