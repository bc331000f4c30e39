import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { PythonEnvironment, PythonPackages } from '../local-aws/python-environment';
import type { CheckovFinding } from './findings';

/** Where Checkov is installed, and from what. */
export const checkovFolder = '.checkov';
export const checkovPackages: PythonPackages = {
  name: "Checkov's packages",
  requirements: join(__dirname, 'requirements.txt'),
  command: 'npm run checkov:install',
};

/** Scans every `cdk.tf.json` below a folder. @throws with Checkov's message if it writes no report */
export const scan = ({ folder }: PythonEnvironment, stacks: string): Promise<readonly CheckovFinding[]> =>
  new Promise((resolve, reject) => {
    execFile(
      join(folder, 'bin/checkov'),
      [
        '--directory',
        stacks,
        '--framework',
        'terraform_json',
        '--quiet',
        '--compact',
        '--skip-download',
        '--output',
        'json',
      ],
      { maxBuffer: 256 * 2 ** 20, env: { ...process.env, LOG_LEVEL: 'ERROR' } },
      (_exitStatusIs1WithFindings, stdout, stderr) => {
        try {
          const { results } = JSON.parse(stdout);
          resolve(results.failed_checks);
        } catch {
          reject(new Error(`Cannot scan "${stacks}": Checkov wrote no report: ${stderr || stdout}`));
        }
      },
    );
  });
