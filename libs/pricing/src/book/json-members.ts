/** The members of an object; empty for any other value. For untrusted documents. */
export const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** The first of the named members that has text; otherwise an empty text. */
export const memberText = (value: unknown, ...names: readonly string[]): string => {
  const all = members(value);
  const text = names.map((name) => all[name]).find((member) => typeof member === 'string');
  return typeof text === 'string' ? text : '';
};

/** Parses JSON, with or without a byte order mark; undefined if the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};
