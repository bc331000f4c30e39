import { partyName, placeColumns, type Ladder, type Rung } from './ladder';

const timeWidth = 10;
/** `aroundLabel` has room for the arrow's head, a stroke on either side, and a space around the label. */
const spacing = { first: timeWidth + 4, narrowest: 16, perLetter: 1, aroundLabel: 7 };

/** Draws a ladder for a terminal: a column a party, an arrow a message, the seconds on the left. */
export const ladderText = (ladder: Ladder): string => {
  const columns = placeColumns(ladder, spacing);
  return (
    [nameLine(ladder, columns), ...ladder.rungs.map((rung) => rungLine(rung, columns))].join('\n') + '\n'
  );
};

const nameLine = ({ parties }: Ladder, columns: readonly number[]): string =>
  parties.reduce((line, party, column) => {
    const name = partyName(party);
    return line.padEnd((columns[column] ?? 0) - (name.length >> 1)) + name;
  }, '');

const rungLine = ({ at, from, to, what }: Rung, columns: readonly number[]): string => {
  const start = columns[from] ?? 0;
  const end = columns[to] ?? 0;
  const cells: string[] = Array.from({ length: (columns.at(-1) ?? 0) + 1 }, (_, cell) =>
    columns.includes(cell) ? '│' : ' ',
  );
  const [left, right] = start < end ? [start, end] : [end, start];
  for (let cell = left + 1; cell < right; cell++) cells[cell] = '─';
  const label = ` ${what} `;
  const middle = left + ((right - left - label.length) >> 1);
  [...label].forEach((letter, index) => (cells[middle + 1 + index] = letter));
  cells[start < end ? right - 1 : left + 1] = start < end ? '▶' : '◀';
  const seconds = `${(at / 1000).toFixed(2)} s`.padStart(timeWidth - 1);
  return seconds + cells.join('').slice(timeWidth - 1);
};
