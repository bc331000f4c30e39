import { jsonText } from './json-text';

/**
 * The content of a document, as text: the same for two copies that differ only in blanks, in the order of their fields, or in
 * how they write a number (6, 6.0 or "6"). It is JSON with sorted names.
 */
export const contentOf = (value: unknown): string => jsonText(value, { sorted: true, byValue: true });
