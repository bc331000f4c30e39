import { compareEngines } from './compare';
import { costsOf, engines } from './engine-cost';
import { gluePlan, marginalOf } from './plan-of-a-billion';
import { foundSpark } from './spark';

/**
 * `npm run bench:engines [documents] [seed] [small] [large]`:
 *
 * - runs both engines on 100,000 random documents, and compares their files byte for byte. Exits with status 1 if a file differs. With
 *   0 documents it skips this.
 * - runs both engines and the algorithm of the AWS sample on two numbers of usual records, and prints what a further record costs, and
 *   what follows for a billion records.
 */
const main = async (documents = '100000', seed = '', small = '100000', large = '1000000'): Promise<void> => {
  const found = foundSpark();
  if (!found.ok) throw new Error(`Cannot compare the engines: ${found.error}`);
  if (Number(documents) > 0) await compare(documents, seed || String(Date.now() % 1_000_000));
  await weigh(Number(small), Number(large));
};

const compare = async (documents: string, seed: string): Promise<void> => {
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

/** Prints the cost of a further record for each engine. Only processor time counts, since other programs share the machine. */
const weigh = async (small: number, large: number): Promise<void> => {
  console.log(
    `\nProcessor time for ${small} and ${large} usual records, 10,000 in an object, on this machine:`,
  );
  const [few, many] = [await costsOf(small), await costsOf(large)];
  for (const engine of engines) {
    const [a, b] = [few, many].map((costs) => costs.find((cost) => cost.engine === engine));
    if (!a || !b) continue;
    const marginal = marginalOf(a, b);
    console.log(
      `${engine}: ${a.cpu.toFixed(1)} s and ${b.cpu.toFixed(1)} s, so ${marginal.perRecord.toFixed(1)} us for each further record`,
    );
    if (engine === 'embedded engine') continue;
    for (const workers of [10, 30]) {
      const plan = gluePlan(marginal, 1e9, workers);
      console.log(
        `  a billion records (extrapolated, without the time for S3): ${workers} workers of type G.1X, ${plan.cores} processors, ` +
          `${plan.minutes.toFixed(0)} minutes, ${plan.dollars.toFixed(2)} USD`,
      );
    }
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

void main(...process.argv.slice(2));
