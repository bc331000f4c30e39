import { join } from 'node:path';
import type { PythonPackages } from '../local-aws/python-environment';

/** Where Twilio's SDK for Python is installed. */
export const twilioPythonFolder = join(__dirname, '../../.twilio-python');

/** Twilio's SDK for Python. */
export const twilioPython: PythonPackages = {
  name: "Twilio's Python packages",
  requirements: join(__dirname, 'requirements.txt'),
  command: 'npm run emulators:install',
};
