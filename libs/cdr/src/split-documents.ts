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
  const open: string[] = [];
  let last = ''; // the last character that means something
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') {
      at = endOfText(text, at);
      if (text[at] !== '"') return at;
    } else if (character === '{' || character === '[') {
      if (character === '{' && open.length > 0 && !mayOpen(open.at(-1), last)) return at;
      open.push(character);
    } else if (character === '}' || character === ']') {
      open.pop();
      if (open.length === 0) return at + 1;
    }
    if (!isBlank(character)) last = character;
  }
  return text.length;
};

/** An object may follow a name in an object, or be anywhere in a list. */
const mayOpen = (inside: string | undefined, last: string): boolean =>
  inside === '{' ? last === ':' : last === '[' || last === ',';

/** Where the quotes close, or where the text breaks off: JSON allows no new line in a text. */
const endOfText = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"' || text[at] === '\n') return at;
  }
  return text.length;
};

/** Blanks as JSON has them. */
const isBlank = (character: string): boolean => ' \t\r\n'.includes(character);
