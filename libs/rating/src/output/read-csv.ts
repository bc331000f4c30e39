import { createReadStream } from 'node:fs';

/**
 * The rows of a CSV file (RFC 4180) as cells, the headings first. Holds one part of the file at a time.
 *
 * @throws Error if the file ends within a row, which means that it is incomplete
 */
export const readCsv = async function* (path: string): AsyncGenerator<readonly string[]> {
  for await (const rows of readRows(path)) for (const row of rows) yield cellsOf(row);
};

/** The rows as written, without the final CR LF, several at a time. */
export const readRows = async function* (path: string): AsyncGenerator<readonly string[]> {
  let text = '';
  for await (const part of createReadStream(path, { encoding: 'utf8', highWaterMark: 64 * 1024 })) {
    text += part;
    const rows: string[] = [];
    let start = 0;
    let quote = -1; // the first quote after the row's start
    for (;;) {
      if (quote < start) quote = indexOrEnd(text, '"', start);
      const end = endOfRow(text, start, quote);
      if (end === -1) break;
      rows.push(text.slice(start, end));
      start = end + 2;
    }
    text = text.slice(start);
    yield rows;
  }
  if (text !== '')
    throw new Error(`Cannot read "${path}" to its end: expected CR LF at the end of every row`);
};

const indexOrEnd = (text: string, what: string, from: number): number => {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
};

/** The offset of the CR LF that ends the row, ignoring those in quoted cells; -1 if it has not been read yet. */
const endOfRow = (text: string, start: number, firstQuote: number): number => {
  let from = start;
  let quote = firstQuote;
  for (;;) {
    const end = text.indexOf('\r\n', from);
    if (end < quote) return end;
    // Quotes come in pairs, and so do doubled quotes. The row can only end after the second quote of a pair.
    const closing = text.indexOf('"', quote + 1);
    if (closing === -1) return -1;
    from = closing + 1;
    quote = indexOrEnd(text, '"', from);
  }
};

/** The cells of a row, without their quotes. */
export const cellsOf = (row: string): readonly string[] => {
  if (!row.includes('"')) return row.split(',');
  return (
    [...row.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)]
      // After the last cell there is one more, empty match, unless the row ends in a comma.
      .slice(0, row.endsWith(',') ? undefined : -1)
      .map(([, quoted, plain = '']) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')))
  );
};
