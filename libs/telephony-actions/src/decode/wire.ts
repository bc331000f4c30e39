import { isObject, type JsonFields } from '../rules/rule';

/** Told of everything that was read otherwise than it was written. */
export type Correct = (what: string) => void;

/** An object, or an empty one in its place. */
export const fieldsIn = (value: unknown): JsonFields => (isObject(value) ? value : {});

/** Text, or what a number or boolean reads as; undefined for anything else. */
export const textIn = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** A number, or the one that a text shows; undefined for anything else. */
export const numberIn = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** A field under its own name, or under another that the pages use too. */
export const fieldNamed = (fields: JsonFields, name: string, other: string, correct: Correct): unknown => {
  if (fields[name] !== undefined) return fields[name];
  if (fields[other] !== undefined) correct(`read ${other} as ${name}`);
  return fields[other];
};

/** A map of text. What is no text, number or boolean is left out. */
export const textMapIn = (value: unknown, name: string, correct: Correct): Record<string, string> => {
  if (value !== undefined && value !== null && !isObject(value)) correct(`left out ${name}: not a map`);
  return Object.fromEntries(
    Object.entries(fieldsIn(value)).flatMap(([key, entry]) => {
      const text = textIn(entry);
      if (typeof entry !== 'string')
        correct(`${text === undefined ? 'left out' : 'read as text'} ${name}.${key}`);
      return text === undefined ? [] : [[key, text]];
    }),
  );
};

/** Some examples are wrapped like an IAM policy: `{Version, Statement: [...]}` (pages record-audio, start-call-recording). */
export const unwrapped = (value: unknown, correct: Correct): unknown => {
  if (!isObject(value) || value['Version'] === undefined || value['Statement'] === undefined) return value;
  correct('unwrapped Version and Statement');
  const statement = value['Statement'];
  return Array.isArray(statement) ? statement[0] : statement;
};
