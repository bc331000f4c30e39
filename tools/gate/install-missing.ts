import { checksAreInstalled, sparkIsInstalled } from '../../apps/cdr-glue-job/tests/spark';
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
  { name: 'Python checks', script: 'python:install', installed: checksAreInstalled },
  { name: 'cdktn', script: 'cdktn:install', installed: cdktnIsInstalled },
  { name: 'Checkov', script: 'checkov:install', installed: () => has(checkovFolder, checkovPackages) },
];

/** Installs what is missing. Where that fails, the tests that need it are skipped and say so. */
export const installMissing = (): void => {
  for (const { name, script, installed } of components)
    if (!installed()) runStep(name, 'npm', ['run', '--silent', script]);
};
