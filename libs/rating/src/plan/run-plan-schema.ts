import { type BillingDate, defaultLookAheadDays, frequencies } from '@dialplane/cdr';
import { type EpochSeconds, inOrder } from '@dialplane/basics';
import { priceBookSchema, usageMappingSchema } from '@dialplane/pricing';
import * as v from 'valibot';
import { type RunPlan, runPlanFormat } from './run-plan';

const text = (what: string, pattern: RegExp) =>
  v.pipe(
    v.string(),
    v.check(
      (value: string) => pattern.test(value),
      ({ input }) => `must be ${what}, not ${JSON.stringify(input)}`,
    ),
  );

const wholeNumber = () =>
  v.pipe(
    v.number(),
    v.check(
      (value: number) => Number.isSafeInteger(value) && value >= 0,
      ({ input }) => `must be a whole number, 0 or more, not ${input}`,
    ),
  );

const moment = () =>
  v.custom<EpochSeconds>(Number.isSafeInteger, ({ input }) => `must be seconds since 1970, not ${input}`);

const date = () =>
  v.custom<BillingDate>(
    (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
    ({ input }) => `must be a date such as 2020-01-31, not ${JSON.stringify(input)}`,
  );

const share = () =>
  v.pipe(
    v.number(),
    v.check(
      (value: number) => value >= 0 && value <= 1,
      ({ input }) => `must be a share from 0 to 1, not ${input}`,
    ),
  );

const window = v.pipe(
  v.strictObject({
    // It becomes the name of a folder and a file.
    name: text('a name such as 2020-01-31-Monthly', /^\w[\w.+-]*$/),
    frequency: v.picklist(frequencies),
    zone: v.pipe(v.string(), v.nonEmpty()),
    firstDay: date(),
    lastDay: date(),
    start: moment(),
    end: moment(),
  }),
  v.check(({ start, end }) => start < end, 'must end after it starts'),
);

const prices = v.strictObject({
  files: v.array(v.strictObject({ path: v.string(), sha256: v.string(), readAt: v.string() })),
  staleSince: v.exactOptional(v.string()),
  issues: v.array(v.strictObject({ path: v.string(), message: v.string() })),
});

const isAfter = (prefix: string, before: string | undefined): boolean =>
  before === undefined || (inOrder(before, prefix) < 0 && !prefix.startsWith(before));

const prefixes = v.pipe(
  v.array(text('a prefix that ends with a slash', /^[^/].*\/$/su)),
  v.check(
    (all: string[]) => all.every((prefix, i) => isAfter(prefix, all[i - 1])),
    'must be in order of their UTF-8 bytes, and none may be a prefix of another',
  ),
);

/** The schema of a plan. */
export const planSchema: v.GenericSchema<unknown, RunPlan> = v.strictObject({
  format: v.literal(runPlanFormat),
  runId: text('letters, digits, dots and dashes', /^\w[\w.-]*$/),
  createdAt: moment(),
  window,
  patience: v.strictObject({
    lagSeconds: wholeNumber(),
    lookBackDays: wholeNumber(),
    lookAheadDays: v.optional(wholeNumber(), defaultLookAheadDays),
  }),
  limits: v.strictObject({ unrated: share(), rejected: share(), conflict: share() }),
  arrivals: v.picklist(['modified', 'unknown']),
  numbers: v.picklist(['plain', 'masked']),
  mapping: usageMappingSchema,
  usedBefore: v.array(
    v.strictObject({
      accountId: v.string(),
      serviceCode: v.string(),
      usageType: v.string(),
      period: v.pipe(v.string(), v.nonEmpty()),
      seconds: v.union([wholeNumber(), v.pipe(v.string(), v.regex(/^\d+$/))]),
    }),
  ),
  book: priceBookSchema,
  prices,
  warnings: v.array(v.string()),
  unlisted: v.exactOptional(
    v.strictObject({ objects: wholeNumber(), more: v.boolean(), examples: v.array(v.string()) }),
  ),
  allowEmpty: v.exactOptional(v.boolean()),
  prefixes,
});
