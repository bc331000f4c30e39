import { compareEngines } from './compare';
import { foundSpark } from './spark';

/**
 * `npm run bench:engines [documents] [seed]`: runs both engines on 100,000 random documents and compares their files byte for
 * byte. Exits with status 1 if a file differs. The times include the start of each engine, which for Spark is most of the time.
 */
const main = async (documents = '100000', seed = String(Date.now() % 1_000_000)): Promise<void> => {
  const found = foundSpark();
  if (!found.ok) throw new Error(`Cannot compare the engines: ${found.error}`);
  console.log(`${documents} documents, seed ${seed}`);
  for (const comparison of await compareEngines(Number(documents), Number(seed))) {
    const { window, same, reports, embeddedSeconds, sparkSeconds } = comparison;
    const differing = Object.entries(same).flatMap(([name, isSame]) => (isSame ? [] : [name]));
    if (JSON.stringify(sorted(reports[0])) !== JSON.stringify(sorted(reports[1])))
      differing.push('report.json');
    console.log(
      `${window}: ${comparison.documents} documents, embedded ${embeddedSeconds.toFixed(1)} s, Spark ${sparkSeconds.toFixed(1)} s, ` +
        (differing.length === 0
          ? `${Object.keys(same).length} files the same`
          : `different: ${differing.join(', ')}`),
    );
    if (differing.length > 0) process.exitCode = 1;
  }
};

/** A value with all names sorted, so that equal values have equal text. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

void main(process.argv[2], process.argv[3]);
