import { ratedColumnDefinitions } from '@dialplane/rating-definitions';
import { stringify } from 'csv-stringify/sync';
import { readCsv } from './read-csv';

/** The name of the copy of a CSV file for spreadsheets. */
export const spreadsheetName = (name: string): string => name.replace(/\.csv$/, '.spreadsheet.csv');

const types: ReadonlyMap<string, string> = new Map(
  ratedColumnDefinitions.map(({ name, type }) => [name, type]),
);

/** Whether a column has text. The columns of files other than rated.csv are recognised by the endings of their names. */
const isText = (heading: string): boolean => {
  const type = types.get(heading);
  return type === undefined
    ? !/(?:_seconds|_records|_exact|_position|cost|difference)$|^(?:seconds)$/.test(heading)
    : type === 'text';
};

/**
 * A text cell that a spreadsheet shows unchanged. A cell that would become a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection) or a number, which would lose its plus or its leading zeros, gets an
 * apostrophe in front.
 */
export const spreadsheetCell = (cell: string): string =>
  /^[=+\-@\t\r]|^\d+$/.test(cell) ? `'${cell}` : cell;

const rowsAtOnce = 1_000;

/** The text of a CSV file for spreadsheets, several rows at a time. */
export const spreadsheetText = async function* (csv: string): AsyncGenerator<string> {
  const rows = readCsv(csv);
  const first = await rows.next();
  if (first.done) return;
  const headings = first.value;
  const texts = headings.map(isText);
  let some: string[][] = [[...headings]];
  const write = () => stringify(some, { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
  for await (const cells of rows) {
    if (some.push(cells.map((cell, i) => (texts[i] ? spreadsheetCell(cell) : cell))) < rowsAtOnce) continue;
    yield write();
    some = [];
  }
  if (some.length > 0) yield write();
};
