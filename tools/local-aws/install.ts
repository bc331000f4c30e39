import { pythonEnvironment } from './python-environment';

/** A part of `npm run emulators:install`: installs the emulators of AWS. Takes a minute the first time. */
const main = async (): Promise<void> => {
  const installed = await pythonEnvironment('.local-aws');
  if (installed.ok) return;
  console.error(`The emulators cannot be used: ${installed.error}`);
  process.exitCode = 1;
};

void main();
