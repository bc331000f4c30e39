/** A column: its heading, and the value of its cells. Undefined is an empty cell. */
export type Column<Row> = readonly [
  heading: string,
  value: (row: Row) => string | number | bigint | undefined,
];

/** The line of headings. */
export const csvHeader = <Row>(columns: readonly Column<Row>[]): string =>
  `${columns.map(([heading]) => quoted(heading)).join(',')}\r\n`;

/** A line for each row. */
export const csvRows = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  rows.map((row) => csvRow(columns, row)).join('');

/** The line of a row. By RFC 4180, it ends in CR LF. */
export const csvRow = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  `${csvCells(columns, row)}\r\n`;

/**
 * The cells of a row, with commas between them. This is the inner loop of rating: a library with many options takes ten times as
 * long.
 */
export const csvCells = <Row>(columns: readonly Column<Row>[], row: Row): string => {
  let cells = '';
  let comma = '';
  for (const [, value] of columns) {
    const cell = value(row);
    if (cell === undefined) cells += comma;
    else cells += comma + (typeof cell === 'string' ? quoted(cell) : cell);
    comma = ',';
  }
  return cells;
};

/** A cell, in quotes if it has a comma, a quote or a line break. */
export const quoted = (cell: string): string =>
  special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const special = /[",\r\n]/;
