import { partyName, placeColumns, type Ladder } from './ladder';

/** In pixels. Letters are of a 12 pixel sans-serif. */
const spacing = { first: 130, narrowest: 150, perLetter: 7.2, aroundLabel: 30 };
const rowHeight = 28;
const right = 80;
const top = 40;

/** Draws a ladder as an SVG document: scalable, with text that can be searched and read aloud. */
export const ladderSvg = (ladder: Ladder): string => {
  const { parties, rungs } = ladder;
  const columns = placeColumns(ladder, spacing);
  const x = (column: number) => columns[column] ?? 0;
  const width = x(parties.length - 1) + right;
  const height = top + (rungs.length + 1) * rowHeight;

  const lifelines = parties.map(
    (party, column) =>
      `<text x="${x(column)}" y="22" text-anchor="middle" font-weight="bold">${escaped(partyName(party))}</text>` +
      `<line x1="${x(column)}" y1="30" x2="${x(column)}" y2="${height - 8}" stroke="#b5b5b5"/>`,
  );
  const arrows = rungs.map(({ at, from, to, what }, row) => {
    const y = top + (row + 1) * rowHeight - 8;
    return (
      `<text x="8" y="${y + 4}" fill="#5c5c5c">${(at / 1000).toFixed(2)} s</text>` +
      `<line x1="${x(from)}" y1="${y}" x2="${x(to)}" y2="${y}" stroke="#1f4e79" marker-end="url(#arrow)"/>` +
      `<text x="${(x(from) + x(to)) / 2}" y="${y - 5}" text-anchor="middle" stroke="#ffffff" stroke-width="4" paint-order="stroke">${escaped(what)}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="Call ladder">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#1f4e79"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...lifelines,
    ...arrows,
    '</svg>',
    '',
  ].join('\n');
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
