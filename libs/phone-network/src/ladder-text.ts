import { partyName, type Ladder, type Rung } from './ladder';

const timeWidth = 10;
const columnWidth = 26;

/** Draws a ladder for a terminal: a column a party, an arrow a message, the seconds on the left. */
export const ladderText = ({ parties, rungs }: Ladder): string => {
  const head = ' '.repeat(timeWidth) + parties.map((party) => centred(partyName(party))).join('');
  return (
    [head, ...rungs.map((rung) => `${seconds(rung.at)}${drawRung(rung, parties.length)}`)].join('\n') + '\n'
  );
};

const centre = (column: number): number => column * columnWidth + Math.floor(columnWidth / 2);

const centred = (text: string): string => {
  const left = Math.floor((columnWidth - text.length) / 2);
  return (' '.repeat(Math.max(0, left)) + text).padEnd(columnWidth);
};

const seconds = (milliseconds: number): string =>
  `${(milliseconds / 1000).toFixed(2)} s`.padStart(timeWidth - 1) + ' ';

const drawRung = ({ from, to, what }: Rung, columns: number): string => {
  const cells = Array.from({ length: columns * columnWidth }, () => ' ');
  for (let column = 0; column < columns; column++) cells[centre(column)] = '│';
  const left = Math.min(centre(from), centre(to));
  const right = Math.max(centre(from), centre(to));
  for (let at = left + 1; at < right; at++) cells[at] = '─';
  const label = ` ${what} `.slice(0, right - left - 3);
  const start = left + Math.floor((right - left - label.length) / 2) + 1;
  [...label].forEach((letter, index) => (cells[start + index] = letter));
  if (from < to) cells[right - 1] = '▶';
  else cells[left + 1] = '◀';
  return cells.join('').trimEnd();
};
