import { foundChecks, sparkIsInstalled } from '../../apps/cdr-glue-job/tests/spark';
import { chromiumPath } from '../../apps/console/tests/chromium-path';
import { checkovFolder, checkovPackages } from '../checkov/checkov';
import { cdktnIsInstalled } from '../constructs-package/cdktn';
import { emulators, madeEnvironment, type PythonPackages } from '../local-aws/python-environment';
import { twilioPython, twilioPythonFolder } from '../twilio-python/twilio-python';
import { runStep } from './run-step';

const has = (folder: string, packages: PythonPackages): boolean => madeEnvironment(folder, packages).ok;

/** What the tests need besides npm packages: whether it is installed, and the npm script that installs it. */
const components = [
  {
    name: 'emulators of AWS',
    script: 'emulators:install',
    installed: () => has('.local-aws', emulators) && has(twilioPythonFolder, twilioPython),
  },
  { name: 'Spark', script: 'spark:install', installed: sparkIsInstalled },
  { name: 'Chromium', script: 'chromium:install', installed: () => chromiumPath !== undefined },
  { name: 'cdktn', script: 'cdktn:install', installed: cdktnIsInstalled },
  { name: 'Checkov', script: 'checkov:install', installed: () => has(checkovFolder, checkovPackages) },
];

/** Python's checkers without Spark, where Spark cannot be installed. */
const pythonChecks = {
  name: 'Python checks',
  script: 'python:install',
  installed: () => foundChecks().ok,
};

/** Whether everything is installed. */
export const isComplete = (): boolean => components.every(({ installed }) => installed());

/**
 * Installs what is missing, all at once, because each waits for the network and the disk. Where that fails, the tests that need
 * it are skipped and say so.
 */
export const installMissing = async (): Promise<void> => {
  await Promise.all(components.map(install));
  await install(pythonChecks);
};

const install = async ({ name, script, installed }: typeof pythonChecks): Promise<void> => {
  if (!installed()) await runStep(name, 'npm', ['run', '--silent', script]);
};
