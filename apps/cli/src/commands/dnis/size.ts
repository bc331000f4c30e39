import { ok } from '@dialplane/basics';
import { usualSetupSeconds } from '@dialplane/console-api';
import type * as DnisPool from '@dialplane/dnis-pool';
import { InvalidArgumentError, Option } from 'commander';
import { failed, type CommandResult } from '../../command-result';
import type { AddCommand } from '../../session';
import { formatDetails } from '../../table';

type Flags = {
  readonly perSecond?: number;
  readonly perHour?: number;
  readonly setup: number;
  readonly rest: number;
  readonly hold: number;
  readonly blocking: number;
  readonly mode: DnisPool.NumberMode;
  readonly lost?: number;
  readonly anonymous?: number;
  readonly retry?: number;
  readonly sources?: number;
  readonly callsPerNumber?: number;
  readonly numberQuota?: number;
  readonly callQuota?: number;
};

/** `dialplane dnis size` */
export const addSize: AddCommand = (parent, perform) => {
  parent
    .command('size')
    .description('how many numbers your traffic needs, and the use at which to raise an alarm; needs no API')
    .option('--per-second <count>', 'transfers that begin each second', readAmount)
    .option('--per-hour <count>', 'transfers that begin each hour', readAmount)
    .option(
      '--setup <seconds>',
      'average time from check-out to the look-up in the flow',
      readAmount,
      usualSetupSeconds,
    )
    .option('--rest <seconds>', 'how long a number rests after each transfer', readAmount, 30)
    .option('--hold <seconds>', 'how long a reservation waits for its call', readAmount, 120)
    .option('--blocking <share>', 'the largest share of transfers without a number', readAmount, 0.001)
    .addOption(
      new Option('--mode <mode>', 'how numbers are shared')
        .choices(['exclusive', 'composite'])
        .default('exclusive'),
    )
    .option('--lost <share>', 'share of transfers whose call never arrives', readAmount)
    .option('--anonymous <share>', 'share of callers whose number is not known (composite)', readAmount)
    .option('--retry <share>', 'share of blocked transfers that are tried again', readAmount)
    .option('--sources <count>', 'how many lines can start a transfer, if there are only a few', readAmount)
    .option(
      '--calls-per-number <count>',
      "simultaneous calls on one number, by the carrier's limit",
      readAmount,
    )
    .option('--number-quota <count>', 'phone numbers the instance may have (default: 5)', readAmount)
    .option('--call-quota <count>', 'simultaneous calls the instance may have (default: 10)', readAmount)
    .action((flags: Flags) => perform(async () => size(flags)));
};

const size = (flags: Flags): CommandResult => {
  const { perSecond, perHour, mode } = flags;
  if ((perSecond === undefined) === (perHour === undefined))
    return failed('usage', 'Cannot plan without a rate: expected either --per-second or --per-hour');
  try {
    return ok(show(dnisPool().adviseNumbers(mode, trafficOf(flags), goalOf(flags))));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failed('usage', error.message);
  }
};

/** Loaded when it is used, as DynamoDB's SDK is slow to load. */
const dnisPool = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('@dialplane/dnis-pool') as typeof DnisPool;

const trafficOf = (flags: Flags) => ({
  perSecond: flags.perSecond ?? (flags.perHour ?? 0) / 3600,
  setupSeconds: flags.setup,
  restSeconds: flags.rest,
  holdSeconds: flags.hold,
  ...given('lostShare', flags.lost),
  ...given('anonymousShare', flags.anonymous),
  ...given('retryShare', flags.retry),
  ...given('sources', flags.sources),
});

const goalOf = (flags: Flags) => ({
  blocking: flags.blocking,
  ...given('callsPerNumber', flags.callsPerNumber),
  ...given('numberQuota', flags.numberQuota),
  ...given('callQuota', flags.callQuota),
});

const given = <K extends string>(name: K, value: number | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: number };

const show = (advice: DnisPool.Advice) => ({
  json: advice,
  text: () =>
    formatDetails([
      ['numbers', String(advice.numbers)],
      ['exclusive', String(advice.exclusive)],
      ['composite', String(advice.composite)],
      ['load', `${advice.load.toFixed(2)} erlangs`],
      ['blocking', `${(100 * advice.blocking).toFixed(4)} %`],
      ['alarm at', `${advice.alarmAtPercent} % of the exclusive numbers in use`],
    ]),
  ...(advice.warnings.length > 0 && { note: advice.warnings.join('\n') }),
});

const readAmount = (text: string): number => {
  if (!/^\d+(?:\.\d+)?(?:e-?\d+)?$/.test(text))
    throw new InvalidArgumentError('expected a number of 0 or more, such as 0.5.');
  return Number(text);
};
