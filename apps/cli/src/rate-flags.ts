import { type BillingWindow, parseWindow, type Patience } from '@dialplane/cdr';
import { describeIssues, ok, type Result } from '@dialplane/basics';
import { type Limits, parseUsageMapping, type UsageMapping } from '@dialplane/pricing';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readCountOf, readShare } from './arguments';
import { readJsonFile, refuseFile } from './json-file';
import { failed, type Failure } from './command-result';

/** The flags of `rate`. */
export type RateFlags = {
  readonly cdrs: string;
  readonly prices: string;
  readonly priceCache?: string;
  readonly window: string;
  readonly zone?: string;
  readonly out: string;
  readonly mapping?: string;
  readonly parquet?: boolean;
  readonly spreadsheets?: boolean;
  readonly oneFileUpTo?: number;
  readonly numbers: 'plain' | 'masked';
  readonly arrived: 'unknown' | 'modified';
  readonly lookBack?: number;
  readonly lookAhead?: number;
  readonly lag?: number;
  readonly allowEmpty?: boolean;
  readonly limitUnrated: number;
  readonly limitRejected: number;
  readonly limitConflict: number;
  readonly threads?: number;
};

/** Adds the flags of `rate` to a command. */
export const withRateFlags = (command: Command): Command =>
  command
    .requiredOption('--cdrs <dir>', "a folder of records in AWS's layout, such as Amazon-Chime-SMADRs/json/…")
    .requiredOption(
      '--prices <where>',
      "price lists in AWS's layout (offers/v1.0/aws/…), or aws to download them",
    )
    .option('--price-cache <dir>', 'where downloaded price lists are kept (default: prices, in --out)')
    .requiredOption('--window <window>', 'last day and frequency, such as 2020-01-31/Monthly')
    .option('--zone <zone>', 'time zone of the window, such as Europe/Berlin (default: UTC)', readZone)
    .requiredOption('--out <dir>', 'where the results go; a run replaces the one before it')
    .option('--mapping <file>', 'usage types for records without one, as JSON')
    .option('--parquet', 'write rated.parquet too')
    .option('--spreadsheets', 'also write a copy of each CSV file that is safe to open in a spreadsheet')
    .option(
      '--one-file-up-to <bytes>',
      'write a larger CSV file in parts (default: 268435456)',
      readCountOf('bytes', 1, Number.MAX_SAFE_INTEGER),
    )
    .addOption(
      new Option('--numbers <how>', 'phone numbers in the output')
        .choices(['plain', 'masked'])
        .default('plain'),
    )
    .addOption(
      new Option('--arrived <how>', 'when objects arrived: unknown, or when files were last modified')
        .choices(['unknown', 'modified'])
        .default('unknown'),
    )
    .option(
      '--look-back <days>',
      'days before the window to look through for late records (default: 3, or 0 if arrivals are unknown)',
      readCountOf('days'),
    )
    .option(
      '--look-ahead <days>',
      'days after the window to look through for records stored under a later day (default: 1)',
      readCountOf('days'),
    )
    .option('--lag <hours>', 'hours to wait for records after the window (default: 3)', readCountOf('hours'))
    .option('--allow-empty', 'publish a window in which no record was found')
    .option('--limit-unrated <share>', 'share of records that may have no price, 0 to 1', readShare, 0)
    .option('--limit-rejected <share>', 'share of documents that may not be records, 0 to 1', readShare, 0)
    .option('--limit-conflict <share>', 'share of records that may contradict another, 0 to 1', readShare, 0)
    .option(
      '--threads <count>',
      'how many threads work (default: one for each core, two at most)',
      readCountOf('threads', 1),
    );

const readZone = (text: string): string => {
  // Any day will do: only the zone is checked.
  if (!parseWindow('2020-01-31/Daily', text).ok)
    throw new InvalidArgumentError('expected a time zone such as Europe/Berlin.');
  return text;
};

/** The options of a run, read from the flags. */
export type RateWishes = {
  readonly window: BillingWindow;
  readonly mapping?: UsageMapping;
  readonly patience: Patience;
  readonly limits: Required<Limits>;
};

/** Checks flags that depend on each other, and reads the files that flags name. */
export const readRateFlags = (flags: RateFlags): Result<RateWishes, Failure> => {
  const window = parseWindow(flags.window, flags.zone);
  if (!window.ok)
    return failed('usage', `Cannot use the window "${flags.window}": ${describeIssues(window.error)}`);
  const mapping = flags.mapping === undefined ? undefined : readMapping(flags.mapping);
  if (mapping && !mapping.ok) return mapping;
  const { lag, lookBack, lookAhead, limitUnrated, limitRejected, limitConflict } = flags;
  return ok({
    window: window.value,
    ...(mapping && { mapping: mapping.value }),
    patience: {
      ...(lag !== undefined && { lagSeconds: lag * 3_600 }),
      ...(lookBack !== undefined && { lookBackDays: lookBack }),
      ...(lookAhead !== undefined && { lookAheadDays: lookAhead }),
    },
    limits: { unrated: limitUnrated, rejected: limitRejected, conflict: limitConflict },
  });
};

const readMapping = (file: string): Result<UsageMapping, Failure> => {
  const read = readJsonFile(file);
  if (!read.ok) return read;
  const mapping = parseUsageMapping(read.value);
  return mapping.ok ? mapping : refuseFile(file, describeIssues(mapping.error));
};
