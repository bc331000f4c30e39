import { installSpark } from './spark';

/** `npm run spark:install`: installs what the tests of this app need. Takes a minute the first time. */
const main = async (): Promise<void> => {
  const installed = await installSpark();
  if (installed.ok) return;
  console.error(`Spark cannot be used: ${installed.error}`);
  process.exitCode = 1;
};

void main();
