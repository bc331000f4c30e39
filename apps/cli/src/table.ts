/** Text without control characters: text from outside may contain escape sequences for the terminal. */
export const harmless = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');

/**
 * Rows as a table with headings, and two spaces between the columns.
 *
 * @param columns the largest width, in characters. The widest columns are cut, but never the first; cut text ends in `…`
 */
export const formatTable = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
): string => {
  const all = [headings.map((heading) => heading.toUpperCase()), ...rows.map((row) => row.map(harmless))];
  const natural = headings.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  const widths = narrow(natural, columns - gap.length * (headings.length - 1));
  return lines(all, widths);
};

/** Names and values, one pair on each line. */
export const formatDetails = (
  pairs: readonly (readonly [name: string, value: string | undefined])[],
): string => {
  const given = pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, harmless(value)]]));
  return lines(given, [Math.max(...given.map(([name = '']) => name.length)), Infinity]);
};

const gap = '  ';
const narrowest = 8;

/** Narrows the widest column until all fit, or none can be narrower. Never the first one: people copy it. */
const narrow = ([first = 0, ...others]: readonly number[], room: number): readonly number[] => {
  let over = others.reduce((sum, width) => sum + width, first) - room;
  while (over > 0) {
    const widest = Math.max(...others);
    if (widest <= narrowest) break;
    others[others.indexOf(widest)] = widest - 1;
    over -= 1;
  }
  return [first, ...others];
};

const lines = (rows: readonly (readonly string[])[], widths: readonly number[]): string =>
  rows
    .map((row) =>
      `${row.map((cell, i) => fit(cell, widths[i] ?? 0, i < row.length - 1)).join(gap)}`.trimEnd(),
    )
    .join('\n');

const fit = (cell: string, width: number, pads: boolean): string => {
  const shown = cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
  return pads ? shown.padEnd(width) : shown;
};
