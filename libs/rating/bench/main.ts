import { benchLeaks } from './bench-leaks';
import { benchMemory } from './bench-memory';
import { benchRating } from './bench-rating';
import { benchUnusual } from './bench-unusual';

/**
 * Only the rating part of `npm run bench` (`speed`), or one of the other benches: `unusual`, `leaks` or `memory`. A number after the
 * name sets how many records there are. `speed` then also rates a fifth as many records with one file each.
 */
const main = async ([what = 'speed', count]: readonly string[]): Promise<void> => {
  const records = count === undefined ? undefined : Number(count);
  if (records !== undefined && !(Number.isInteger(records) && records > 0)) {
    throw new RangeError(`Cannot rate "${count}" records: expected a whole number`);
  }
  if (what === 'speed') {
    return benchRating(records === undefined ? {} : { records, files: Math.ceil(records / 5) });
  }
  if (what === 'unusual') return benchUnusual(records);
  if (what === 'leaks') return benchLeaks(records);
  if (what === 'memory') return benchMemory(records);
  throw new RangeError(`Cannot measure "${what}": expected speed, unusual, leaks or memory`);
};

main(process.argv.slice(2));
