import { twilioPython, twilioPythonFolder } from '../twilio-python/twilio-python';
import { emulators, pythonEnvironment } from './python-environment';

/** `npm run emulators:install`: installs the emulators of AWS, and a second client of Twilio. Takes a minute the first time. */
const main = async (): Promise<void> => {
  for (const [folder, packages] of [
    ['.local-aws', emulators],
    [twilioPythonFolder, twilioPython],
  ] as const) {
    const installed = await pythonEnvironment(folder, 'python3', packages);
    if (installed.ok) continue;
    console.error(`${packages.name} cannot be used: ${installed.error}`);
    process.exitCode = 1;
  }
};

void main();
