import { jsonText } from './json-text';

/**
 * What a document says, as text: the same for two copies that differ only in blanks, in the order of their fields, or in
 * how they write a number (6 or 6.0). JSON with the names in order.
 */
export const contentOf = (value: unknown): string => jsonText(value, { sorted: true });
