import { createReadStream } from 'node:fs';

/**
 * The rows of a CSV file by RFC 4180, each as its cells, the line of headings first. Holds a part of the file at a time.
 *
 * @throws Error where the file ends within a row, as one that was not written to its end does
 */
export const readCsv = async function* (path: string): AsyncGenerator<readonly string[]> {
  for await (const rows of readRows(path)) for (const row of rows) yield cellsOf(row);
};

/** The same, with each row as it is written, without its CR LF; some at a time. */
export const readRows = async function* (path: string): AsyncGenerator<readonly string[]> {
  let text = '';
  for await (const part of createReadStream(path, { encoding: 'utf8', highWaterMark: 64 * 1024 })) {
    text += part;
    const rows: string[] = [];
    let start = 0;
    let quote = -1; // the first one from the row's start on
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
  if (text !== '') throw new Error(`Cannot read "${path}" to its end: expected CR LF behind every row`);
};

const indexOrEnd = (text: string, what: string, from: number): number => {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
};

/** Where the row's CR LF is, which is no part of a quoted cell; -1 if it is not there yet. */
const endOfRow = (text: string, start: number, firstQuote: number): number => {
  let from = start;
  let quote = firstQuote;
  for (;;) {
    const end = text.indexOf('\r\n', from);
    if (end < quote) return end;
    // Quotes come in pairs, those that are doubled too: after the second of a pair the row may end.
    const closing = text.indexOf('"', quote + 1);
    if (closing === -1) return -1;
    from = closing + 1;
    quote = indexOrEnd(text, '"', from);
  }
};

/** The cells of a row, as they were before they were quoted. */
export const cellsOf = (row: string): readonly string[] => {
  if (!row.includes('"')) return row.split(',');
  return (
    [...row.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)]
      // Behind the last cell there is one more match, of nothing, unless the row ends in a comma.
      .slice(0, row.endsWith(',') ? undefined : -1)
      .map(([, quoted, plain = '']) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')))
  );
};
