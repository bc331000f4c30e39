import { endOfDocument } from '@dialplane/cdr';

/** A document that the kernel does not read, and the offset where it ends. Text that is not JSON has no value. */
export type FoundDocument = { readonly value?: unknown; readonly isBlank?: true; readonly end: number };

/** How many bytes are searched first: most records are shorter. */
const firstLook = 4096;
const longestLine = 16_384;
const brace = 0x7b;
const newLine = 0x0a;

/**
 * Opens a reader of documents in bytes. If most documents are lines of their own, it parses a line at once. Otherwise it first
 * searches for the end of the document.
 */
export const openDocumentReader = () => {
  let byLine = true;
  let newLineAt = -1;
  /** The end of the line; it is searched for once, however many documents the line has. */
  const endOfLine = (bytes: Buffer, offset: number, to: number): number => {
    if (newLineAt < offset) newLineAt = bytes.indexOf(newLine, offset);
    if (newLineAt === -1) newLineAt = Infinity;
    return Math.min(newLineAt, to);
  };
  return (bytes: Buffer, offset: number, to: number): FoundDocument => {
    if (byLine && bytes[offset] === brace) {
      const end = endOfLine(bytes, offset, to);
      const line = end - offset < longestLine && parse(bytes.toString('utf8', offset, end));
      if (line) return { value: line.value, end };
    }
    const { text, end } = documentAt(bytes, offset, to);
    if (text === '') return { isBlank: true, end };
    const found = parse(text);
    // It is JSON, but no line of its own: so are probably those after it.
    if (found && bytes[offset] === brace) byLine = false;
    return { ...found, end };
  };
};

const parse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/**
 * The text of the document that begins at an offset, without blanks around it, in bytes up to but not including `to`. Where it ends
 * is found in the bytes read as Latin-1, since only ASCII decides that: so offsets in the text are offsets in the bytes.
 */
const documentAt = (
  bytes: Buffer,
  offset: number,
  to: number,
): { readonly text: string; readonly end: number } => {
  const end = endAt(bytes, offset, to);
  return { text: bytes.toString('utf8', offset, end).trim(), end };
};

/** Where the document that begins at an offset ends, in bytes up to but not including `to`. */
export const endAt = (bytes: Buffer, offset: number, to: number): number => {
  for (let look = firstLook; ; look *= 8) {
    const until = Math.min(to, offset + look);
    const end = offset + endOfDocument(bytes.toString('latin1', offset, until), 0);
    // A document that reaches the end of the searched bytes may be longer.
    if (end < until || until === to) return end;
  }
};
