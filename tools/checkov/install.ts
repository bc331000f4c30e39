import { pythonEnvironment } from '../local-aws/python-environment';
import { checkovFolder, checkovPackages } from './checkov';

/** `npm run checkov:install`: installs Checkov from PyPI. Takes about a minute the first time. */
const main = async (): Promise<void> => {
  const installed = await pythonEnvironment(checkovFolder, 'python3', checkovPackages);
  if (installed.ok) return;
  console.error(`Stacks cannot be scanned: ${installed.error}`);
  process.exitCode = 1;
};

void main();
