import { ratedColumnDefinitions } from '@dialplane/rating-definitions';
import { stringify } from 'csv-stringify/sync';
import { readCsv } from './read-csv';

/** The name of the copy of a CSV file for spreadsheets. */
export const spreadsheetName = (name: string): string => name.replace(/\.csv$/, '.spreadsheet.csv');

const types: ReadonlyMap<string, string> = new Map(
  ratedColumnDefinitions.map(({ name, type }) => [name, type]),
);

/**
 * Whether a column has text. The columns of files other than rated.csv are recognised by the endings of their names. In leaks.csv,
 * `other_` precedes the names of columns that describe the other use.
 */
const isText = (heading: string): boolean => {
  const type = types.get(heading.replace(/^other_/, ''));
  return type === undefined
    ? !/(?:_seconds|_records|_exact|_position|cost|difference)$|^(?:seconds)$/.test(heading)
    : type === 'text';
};

/**
 * A text cell that a spreadsheet takes for text. Spreadsheets read many texts as a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection), a number, a date or a truth value: `=1`, `＝1`, `1E10`, `00012`, `1/2`,
 * `9:30`, `TRUE`, `May 20`. So every cell that is not an ordinary word gets an apostrophe in front.
 */
export const spreadsheetCell = (cell: string): string => (cell === '' || isWord(cell) ? cell : `'${cell}`);

/** A letter, then letters, digits and marks that no formula begins with. */
const isWord = (cell: string): boolean =>
  /^[A-Za-z][A-Za-z0-9 _./:@-]*$/.test(cell) && !/^(?:true|false)$/i.test(cell) && !mayBeDate.test(cell);

/** A word with numbers or times after it, such as `May 20`, `Dec-1`, `SEPT2` or `June 5 8 PM`, in any language that has these letters. */
const mayBeDate = /^[a-z]{3,10}[ ./-]*\d(?:[\d ./:-]|[ap](?:\.?m)?)*$/i;

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
