import type { Random } from '@dialplane/basics';

/**
 * The same event as another page of the documentation writes it: other names for the same things, numbers as text. A
 * decoder has to stand them all.
 */
export const inDialect = (random: Random, event: unknown): unknown => {
  if (random.chance(0.7)) return event;
  const changes = ([...variants] as readonly (readonly [RegExp, string])[]).filter(() => random.chance(0.5));
  return JSON.parse(
    changes.reduce((text, [as, otherwise]) => text.replace(as, otherwise), JSON.stringify(event)),
  );
};

const variants = [
  [/"NEW_INBOUND_CALL"/, '"NEW_INCOMING_CALL"'],
  [/"InvocationEventType"/, '"InvocationEvent"'],
  [/"SipMediaApplicationId"/, '"SipApplicationId"'],
  [/"LEG-A"/g, '"Leg-A"'],
  [/"LEG-B"/g, '"Leg-B"'],
  [/"Sequence":(\d+)/, '"Sequence":"$1"'],
  [/"SipResponseCode":(\d+)/, '"SipResponseCode":"$1"'],
  [/"ErrorType":"CallNotAnswered","ErrorMessage":"/, '"Error":"CallNotAnswered: '],
] as const;
