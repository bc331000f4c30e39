import { installChecks } from './spark';

/**
 * `npm run python:install`: installs the tools that check the Glue job's Python without Spark. Takes half a minute the first
 * time.
 */
const main = async (): Promise<void> => {
  const installed = await installChecks();
  if (installed.ok) return;
  console.error(`The Glue job's Python cannot be checked: ${installed.error}`);
  process.exitCode = 1;
};

void main();
