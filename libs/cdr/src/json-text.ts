import { inOrder } from '@dialplane/basics';

/** How to write a value. */
export type JsonTextOptions = {
  /** Whether the names of an object come in order, and not as they were read. @default false */
  readonly sorted?: boolean;
  /** Whether text that is a number is written like the number, so that "6" and 6 are the same. @default false */
  readonly byValue?: boolean;
  /** How many characters are wanted: the result may be a little longer, or cut anywhere after them. @default all */
  readonly length?: number;
};

/**
 * Writes a value that was read from JSON, as `JSON.stringify` does, at any depth of nesting: documents come from outside, and
 * `JSON.stringify` calls itself for each level. What is left to write is kept in a list.
 */
export const jsonText = (
  value: unknown,
  { sorted = false, byValue = false, length = Infinity }: JsonTextOptions = {},
): string => {
  const left: Piece[] = [{ value }];
  const written: string[] = [];
  let count = 0;
  for (let next = left.pop(); next !== undefined && count < length; next = left.pop()) {
    if ('text' in next) {
      written.push(next.text);
      count += next.text.length;
    } else for (const piece of piecesOf(next.value, sorted, byValue).reverse()) left.push(piece);
  }
  return written.join('');
};

/** What is still to be written: a text, or a value. */
type Piece = { readonly text: string } | { readonly value: unknown };

const piecesOf = (value: unknown, sorted: boolean, byValue: boolean): Piece[] => {
  if (byValue && typeof value === 'string' && isNumber(value))
    return [{ text: JSON.stringify(Number(value)) }];
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown): Piece[] => [{ text: ',' }, { value: item }]);
    return [{ text: '[' }, ...items.slice(1), { text: ']' }];
  }
  if (typeof value !== 'object' || value === null) return [{ text: JSON.stringify(value) ?? 'null' }]; // undefined is not JSON: it is a field without a value
  const members = Object.entries(value);
  if (sorted) members.sort(([a], [b]) => inOrder(a, b));
  const pieces = members.flatMap(([name, member]): Piece[] => [
    { text: `,${JSON.stringify(name)}:` },
    { value: member },
  ]);
  const [first] = pieces;
  const begin = first && 'text' in first ? `{${first.text.slice(1)}` : '{';
  return [{ text: begin }, ...pieces.slice(1), { text: '}' }];
};

/** A decimal that a double holds exactly enough: with more than 15 digits, two different texts could become one number. */
const isNumber = (text: string): boolean =>
  /^-?[0-9.]{1,15}$/.test(text) && /^-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/.test(text);
