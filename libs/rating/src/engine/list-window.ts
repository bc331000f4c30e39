/** How much of a list of documents a window of its bytes holds. */
export type ListWindow = {
  /** How many bytes can be read by themselves: complete elements, with the comma after each. 0 if the window is too small. */
  readonly length: number;
  readonly elements: number;
};

/**
 * Looks at a window of an object that may be one JSON list, so that a list of any size can be read in pieces. A window begins where
 * the object begins, or where the window before it ended.
 *
 * @returns undefined if the object is no JSON list, or an empty one
 */
export const listWindow = (
  read: Uint8Array,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): ListWindow | undefined => {
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  let found: ListWindow = { length: 0, elements: 0 };
  const incomplete = (): ListWindow | undefined => (isLast ? undefined : found);
  let at = 0;
  if (isFirst) {
    at = afterBlanks(bytes, 0);
    if (at === bytes.length) return incomplete();
    if (bytes[at] !== bracket) return undefined;
    at += 1;
  }
  while (true) {
    const end = endOfElement(bytes, at, bytes.length);
    const next = bytes[end];
    if (next === undefined) return incomplete();
    if (!isJson(bytes.toString('utf8', at, end))) return undefined;
    if (next === comma) {
      at = end + 1;
      found = { length: at, elements: found.elements + 1 };
      continue;
    }
    const rest = afterBlanks(bytes, end + 1);
    if (next !== closingBracket || rest < bytes.length) return undefined;
    return isLast ? { length: bytes.length, elements: found.elements + 1 } : found;
  }
};

const [quote, backslash, comma, bracket, closingBracket, brace, closingBrace] = [
  0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d,
];

/** Where an element of a list ends: at the comma or bracket after it, or at `to` if there is none. */
export const endOfElement = (bytes: Uint8Array, start: number, to: number): number => {
  let depth = 0;
  for (let at = start; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = closingQuote(bytes, at, to);
    else if (byte === bracket || byte === brace) depth += 1;
    else if (byte === closingBracket || byte === closingBrace) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (byte === comma && depth === 0) return at;
  }
  return to;
};

const closingQuote = (bytes: Uint8Array, start: number, to: number): number => {
  let at = start + 1;
  while (at < to && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
};

const afterBlanks = (bytes: Uint8Array, start: number): number => {
  let at = start;
  while (isBlank(bytes[at])) at += 1;
  return at;
};

/** Blanks as JSON has them. */
export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
