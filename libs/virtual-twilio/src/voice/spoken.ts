import type { TwimlElement } from './twiml-document';

/** Nothing makes a sound, so how long a sound takes is our reading: 15 characters a second, 2 s for a file. */
const perSecond = 15;
const fileSeconds = 2;

/** How long a caller hears `<Say>`, `<Play>` or `<Pause>`, in milliseconds. Without end where it is looped for ever. */
export const lengthOf = ({ name, attributes, text }: TwimlElement): number => {
  const once = onceOf(name, attributes, text.trim());
  const loop = Number(attributes['loop'] ?? 1);
  return 1000 * (loop === 0 ? Infinity : once * loop);
};

const onceOf = (name: string, attributes: TwimlElement['attributes'], text: string): number => {
  switch (name) {
    case 'Say':
      return Math.max(1, Math.ceil(text.length / perSecond));
    case 'Play':
      return attributes['digits'] ? attributes['digits'].length / 2 : fileSeconds;
    default:
      return Number(attributes['length'] ?? 1);
  }
};

/** Ladders have room for a few words. */
const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text);

/** What the transcript says of it: how speech begins, a file by its last name. */
export const wordsOf = ({ name, attributes, text }: TwimlElement): string => {
  switch (name) {
    case 'Say':
      return `says "${cut(text.trim())}"`;
    case 'Play':
      return attributes['digits'] ? 'plays keys' : `plays ${text.trim().split('/').at(-1) ?? ''}`;
    default:
      return 'is silent';
  }
};
