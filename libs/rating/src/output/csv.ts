import { stringify } from 'csv-stringify/sync';

/** A column: its heading, and the value of its cells. Undefined is an empty cell. */
export type Column<Row> = readonly [heading: string, value: (row: Row) => string | number | undefined];

/** The line of headings. */
export const csvHeader = <Row>(columns: readonly Column<Row>[]): string =>
  csvLines([columns.map(([heading]) => heading)]);

/** A line for each row. */
export const csvRows = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  csvLines(rows.map((row) => columns.map(([, value]) => value(row))));

/** CSV by RFC 4180: lines end in CR LF; a cell with a comma, a quote or a line break is quoted. */
const csvLines = (rows: readonly (readonly (string | number | undefined)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
