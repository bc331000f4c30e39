/**
 * The rows of a CSV file by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180): cells may be quoted, quotes in them are
 * doubled, and quoted cells may hold commas and new lines. Blank lines are no rows.
 */
export const csvRows = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  let row: string[] = [];
  // One cell, and what ends it. The quoted form comes first, since the other one would match a part of it.
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy;
  cell.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, quoted, plain = '', end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      if (row.length > 1 || row[0] !== '') rows.push(row);
      row = [];
    }
    if (cell.lastIndex >= text.length && end !== ',') break;
  }
  return rows;
};
