import { fail, ok } from '@dialplane/basics';
import { spawnSync } from 'node:child_process';
import type { CommandResult } from '../command-result';
import type * as Account from '../doctor/check-account';
import { type Ask, checkMachine } from '../doctor/check-machine';
import type { Prerequisite } from '../doctor/prerequisite';
import type { AddCommand } from '../session';
import { formatTable } from '../table';

/** `dialplane doctor` */
export const addDoctor: AddCommand = (parent, perform) => {
  parent
    .command('doctor')
    .description('what is missing on this machine, or in an AWS account, and how to get it')
    .option(
      '--account <region>',
      'check the AWS account of your credentials, in this Region, instead of this machine',
    )
    .action(({ account }: { readonly account?: string }) =>
      perform(async ({ environment }) => {
        if (account === undefined) return resultOf(checkMachine(programOutput, environment));
        // Loaded when it runs: the SDK's clients are slow to load.
        // eslint-disable-next-line @typescript-eslint/no-require-imports
        const { checkAccount } = require('../doctor/check-account') as typeof Account;
        const endpoint = environment['AWS_ENDPOINT_URL'];
        return resultOf(await checkAccount({ region: account, ...(endpoint && { endpoint }) }));
      }),
    );
};

const programOutput: Ask = (program, words) => {
  const { error, status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', timeout: 20_000 });
  return error || status !== 0 ? undefined : stdout + stderr; // Java prints its version on stderr
};

const resultOf = (findings: readonly Prerequisite[]): CommandResult => {
  const missing = findings.flatMap((finding) => ('missing' in finding ? [finding] : []));
  if (missing.length > 0)
    return fail({
      exit: 'error',
      message: `${missing.length} of ${findings.length} prerequisites are missing:`,
      issues: missing.map(({ name, neededTo, missing: get }) => ({
        path: name,
        message: `${get} (needed to ${neededTo})`,
      })),
    });
  return ok({
    json: findings,
    text: (columns) =>
      formatTable(
        ['prerequisite', 'found', 'needed to'],
        findings.map((finding) => [finding.name, 'found' in finding ? finding.found : '', finding.neededTo]),
        columns,
      ),
  });
};
