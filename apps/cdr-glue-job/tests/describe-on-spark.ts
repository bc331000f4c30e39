import { foundSpark, sparkName } from './spark';

/** Tests that need Spark. Where it is not installed they are skipped, and their title says why. */
export const describeOnSpark = (name: string, tests: () => void): void => {
  const found = foundSpark();
  if (found.ok) describe(`${name} [real: ${sparkName}]`, tests);
  else describe.skip(`${name} [real: ${sparkName}] skipped: ${found.error}`, () => it.todo('runs on Spark'));
};
