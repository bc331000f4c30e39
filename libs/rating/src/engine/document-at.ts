import { endOfDocument } from '@dialplane/cdr';

/** A document that the kernel does not read: its text, without blanks around it, and the offset where it ends. */
export type FoundDocument = { readonly text: string; readonly end: number };

/** How many bytes are searched first: most records are shorter. */
const firstLook = 4096;

/**
 * The document that begins at an offset, in bytes up to but not including `to`. Where it ends is found in the bytes read as
 * Latin-1, since only ASCII decides that: so offsets in the text are offsets in the bytes.
 */
export const documentAt = (bytes: Buffer, offset: number, to: number): FoundDocument => {
  for (let look = firstLook; ; look *= 8) {
    const until = Math.min(to, offset + look);
    const end = offset + endOfDocument(bytes.toString('latin1', offset, until), 0);
    // A document that reaches the end of the searched bytes may be longer.
    if (end < until || until === to) return { text: bytes.toString('utf8', offset, end).trim(), end };
  }
};
