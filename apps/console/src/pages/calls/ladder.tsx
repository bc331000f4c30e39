import type { LadderView as LadderData } from './calls-query';

const margin = 70;
const rungHeight = 34;
const head = 46;
const letter = 6.4;
const longest = 46;

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** The horizontal place of each party: as far from its neighbour as the longest label between the two needs. */
const columnsOf = ({ parties, rungs }: LadderData): readonly number[] =>
  parties.reduce<readonly number[]>((columns, _, place) => {
    const previous = columns[place - 1];
    if (previous === undefined) return [margin];
    const labels = rungs.filter(({ from, to }) => Math.max(from, to) === place && Math.abs(from - to) === 1);
    const widest = Math.max(0, ...labels.map(({ what }) => short(what).length));
    return [...columns, previous + Math.max(140, widest * letter + 36)];
  }, []);

const timeOf = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** A call as a ladder: a vertical line for each party, an arrow for each message, from top to bottom. */
export const Ladder = ({ ladder }: { readonly ladder: LadderData }) => {
  const { parties, rungs } = ladder;
  const columns = columnsOf(ladder);
  const width = (columns.at(-1) ?? 0) + margin + 50;
  const height = head + rungs.length * rungHeight + 20;
  const nameOf = (place: number) => parties[place]?.name ?? '?';
  return (
    <>
      <div className="ladder" role="region" aria-label="Ladder" tabIndex={0}>
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`Ladder of ${rungs.length} messages between ${parties.map(({ name }) => name).join(', ')}`}
        >
          <defs>
            <marker
              id="arrow"
              viewBox="0 0 8 8"
              refX="8"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8z" className="ladder-arrow" />
            </marker>
          </defs>
          {parties.map(({ id, name, kind }, place) => (
            <g key={id} className={`ladder-party is-${kind}`}>
              <line x1={columns[place]} y1={head - 12} x2={columns[place]} y2={height - 6} />
              <text x={columns[place]} y={head - 22} textAnchor="middle">
                {name}
              </text>
            </g>
          ))}
          {rungs.map(({ at, from, to, what }, index) => {
            const y = head + index * rungHeight + 20;
            const start = columns[from] ?? 0;
            const end = columns[to] ?? 0;
            return (
              <g key={index} className="ladder-rung">
                <title>{`${timeOf(at)}: ${nameOf(from)} to ${nameOf(to)}: ${what}`}</title>
                <line x1={start} y1={y} x2={end} y2={y} markerEnd="url(#arrow)" />
                <text x={(start + end) / 2} y={y - 5} textAnchor="middle">
                  {short(what)}
                </text>
                <text x={4} y={y + 3} className="ladder-time">
                  {timeOf(at)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <details>
        <summary>Show as text</summary>
        <ol className="ladder-text">
          {rungs.map(({ at, from, to, what }, index) => (
            <li key={index}>
              <span className="number">{timeOf(at)}</span> {nameOf(from)} to {nameOf(to)}: {what}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
};
