import { pythonEnvironment } from '../local-aws/python-environment';
import { twilioPython, twilioPythonFolder } from './twilio-python';

/** A part of `npm run emulators:install`: installs a second client of Twilio. */
const main = async (): Promise<void> => {
  const installed = await pythonEnvironment(twilioPythonFolder, 'python3', twilioPython);
  if (installed.ok) return;
  console.error(`${twilioPython.name} cannot be used: ${installed.error}`);
  process.exitCode = 1;
};

void main();
