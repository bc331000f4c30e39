import type { TwimlElement } from './twiml-document';

/** There is no sound in the simulation, so its length is our reading: 15 characters a second, 2 s for a file. */
const perSecond = 15;
const fileSeconds = 2;

/** How long `<Say>`, `<Play>` or `<Pause>` lasts for the caller, in milliseconds. Infinity if it loops forever. */
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

/** Ladders only have room for a few words. */
const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text);

/** The text in the transcript: the start of speech, or the last part of a file's URL. */
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
