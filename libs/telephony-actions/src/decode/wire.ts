import { isObject, type JsonFields } from '../rules/rule';

/** Called with each correction that is made while decoding. */
export type Correct = (what: string) => void;

/** The value if it is an object; otherwise an empty object. */
export const fieldsIn = (value: unknown): JsonFields => (isObject(value) ? value : {});

/** The value as text if it is text, a number or a boolean; otherwise undefined. */
export const textIn = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** The value as a number if it is a number or numeric text; otherwise undefined. */
export const numberIn = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** A field by its name, or by another name that the pages use. */
export const fieldNamed = (fields: JsonFields, name: string, other: string, correct: Correct): unknown => {
  if (fields[name] !== undefined) return fields[name];
  if (fields[other] !== undefined) correct(`read ${other} as ${name}`);
  return fields[other];
};

/** A map of texts. Entries that are not text, a number or a boolean are left out. */
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

/** Some examples are wrapped as in an IAM policy: `{Version, Statement: [...]}` (pages record-audio, start-call-recording). */
export const unwrapped = (value: unknown, correct: Correct): unknown => {
  if (!isObject(value) || value['Version'] === undefined || value['Statement'] === undefined) return value;
  correct('unwrapped Version and Statement');
  const statement = value['Statement'];
  return Array.isArray(statement) ? statement[0] : statement;
};
