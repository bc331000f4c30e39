/** The progress of long work. */
export type WorkDone = {
  readonly bytes: number;
  /** The total; undefined while it is not known. */
  readonly totalBytes?: number;
  readonly records: number;
};

/**
 * Progress in figures: `50 %`, `1.2 of 2.4 GB`, `412,000 records/s`, `0:10 left`. While the total is not known: `1.2 GB`,
 * `412,000 records/s`.
 *
 * @param milliseconds since the work started
 */
export const describeProgress = (done: WorkDone, milliseconds: number): readonly string[] => {
  const { bytes, totalBytes, records } = done;
  const rate = milliseconds > 0 ? `${inWords((records / milliseconds) * 1_000)} records/s` : '- records/s';
  if (totalBytes === undefined) return [inUnits(bytes), rate];
  const share = shareOf(done);
  const left = share > 0 ? clock((milliseconds / share) * (1 - share)) : '-:--';
  return [`${Math.floor(share * 100)} %`, inUnits(bytes, totalBytes), rate, `${left} left`];
};

/**
 * A progress bar with these figures, in plain characters without colour.
 *
 * @param columns the largest width. The bar is left out first, then the last figures
 */
export const drawProgress = (done: WorkDone, milliseconds: number, columns: number): string => {
  const all = describeProgress(done, milliseconds);
  const facts = [...all];
  while (facts.length > 1 && widthOf(facts) > columns) facts.pop();
  const room = Math.min(widestBar, columns - widthOf(facts) - '[]'.length - gap.length);
  const isBar = done.totalBytes !== undefined && facts.length === all.length && room >= narrowestBar;
  const bar = isBar ? [`[${'#'.repeat(Math.floor(shareOf(done) * room)).padEnd(room, '-')}]`] : [];
  return [...bar, ...facts].join(gap).slice(0, columns);
};

const shareOf = ({ bytes, totalBytes = 0 }: WorkDone): number =>
  totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 0;

/** The space between two figures. */
export const gap = '  ';
const widestBar = 30;
const narrowestBar = 5;

const widthOf = (facts: readonly string[]): number => facts.join(gap).length;

/** `1.2 of 2.4 GB`: both in the unit of the larger. */
const inUnits = (bytes: number, totalBytes?: number): string => {
  const unit = units.find(({ size }) => (totalBytes ?? bytes) >= size) ?? { name: 'B', size: 1 };
  const show = (amount: number) => (amount / unit.size).toFixed(unit.size === 1 ? 0 : 1);
  return [
    ...(totalBytes === undefined ? [show(bytes)] : [show(bytes), 'of', show(totalBytes)]),
    unit.name,
  ].join(' ');
};

const units = [
  { name: 'GB', size: 1e9 },
  { name: 'MB', size: 1e6 },
  { name: 'kB', size: 1e3 },
] as const;

/** With three significant digits, and commas. */
const inWords = (rate: number): string => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rate))) - 2);
  return (Math.round(rate / step) * step).toLocaleString('en-US');
};

/** `1:02:03`, or `2:03` for less than an hour. */
const clock = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
};
