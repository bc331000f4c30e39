/**
 * Cuts a text into its JSON documents, with nothing, blanks or new lines between them. It looks at braces and quotes only, so a
 * piece may still not be JSON: its reader finds out, and other pieces are not affected.
 *
 * A document that breaks off ends where JSON cannot continue: at a new line within quotes, or where an object opens in a
 * place that allows none.
 */
export const splitDocuments = (text: string): readonly string[] => {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfDocument(text, at);
    const piece = text.slice(at, end).trim(); // which takes a byte order mark too
    if (piece !== '') pieces.push(piece);
    at = end;
  }
  return pieces;
};

/**
 * Where the document that starts at `at` ends, or the text in its place. Only ASCII characters matter, so the text may also be bytes
 * that were read as Latin-1.
 */
export const endOfDocument = (text: string, at: number): number =>
  text[at] === '{' ? endOfObject(text, at) : endOfOther(text, at);

/** Text that is not an object extends to the end of the line, or to where an object starts. */
const endOfOther = (text: string, start: number): number => {
  const length = text.slice(start).search(/[\n{]/);
  if (length === -1) return text.length;
  return start + Math.max(length, 1);
};

const endOfObject = (text: string, start: number): number => {
  const open: number[] = [];
  let last = 0; // the last character that is no blank
  for (let at = start; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) {
      at = endOfText(text, at);
      if (text.charCodeAt(at) !== quote) return at;
    } else if (character === brace || character === bracket) {
      if (character === brace && open.length > 0 && !mayOpen(open.at(-1), last)) return at;
      open.push(character);
    } else if (character === closingBrace || character === closingBracket) {
      open.pop();
      if (open.length === 0) return at + 1;
    }
    if (!isBlank(character)) last = character;
  }
  return text.length;
};

// Codes and not texts, since every character of unusual objects passes here.
const [brace, closingBrace, bracket, closingBracket, quote, backslash, newLine, colon, comma] = [
  0x7b, 0x7d, 0x5b, 0x5d, 0x22, 0x5c, 0x0a, 0x3a, 0x2c,
];

/** An object may follow a name in an object, or be anywhere in a list. */
const mayOpen = (inside: number | undefined, last: number): boolean =>
  inside === brace ? last === colon : last === bracket || last === comma;

/** Where the quotes close, or where the text breaks off: JSON allows no new line in a text. */
const endOfText = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === backslash) at += 1;
    else if (character === quote || character === newLine) return at;
  }
  return text.length;
};

/** Blanks as JSON has them. */
const isBlank = (character: number): boolean =>
  character === 0x20 || character === 0x09 || character === 0x0d || character === newLine;
