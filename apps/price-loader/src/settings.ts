import { frequencies, patienceOf } from '@dialplane/cdr';
import { fail, ok } from '@dialplane/basics';
import { engineLimits } from '@dialplane/rating-definitions';
import { optional, type Parse, readSettings, required, asText } from '@dialplane/lambda-runtime';

/** Where prices come from: `bulk` files, which ask for no permission, or the Price List `api`. */
export type PriceSourceName = (typeof priceSources)[number];

const priceSources = ['bulk', 'api'] as const;

const oneOf =
  <T extends string>(...words: readonly T[]): Parse<T> =>
  (value) => {
    const word = words.find((one) => one === value);
    return word === undefined ? fail(`must be ${words.join(' or ')}, not "${value}"`) : ok(word);
  };

const wholeNumber: Parse<number> = (value) =>
  /^\d{1,15}$/.test(value) ? ok(Number(value)) : fail(`must be a whole number such as 3, not "${value}"`);

const share: Parse<number> = (value) =>
  /^\d*\.?\d+$/.test(value) && Number(value) <= 1
    ? ok(Number(value))
    : fail(`must be a share from 0 to 1 such as 0.01, not "${value}"`);

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) => {
  const read = readSettings(
    {
      /** The bucket that Amazon Chime writes records to. */
      RECORDS_BUCKET: required(asText),
      /** The bucket of kept prices, plans and what was rated. */
      RESULTS_BUCKET: required(asText),
      /** How long the windows of the schedule are. */
      FREQUENCY: required(oneOf(...frequencies)),
      /** Whose days are meant. */
      ZONE: optional(asText),
      CURRENCY: optional(asText),
      /** The Lambda function that rates up to the limits below. */
      RATER_FUNCTION: required(asText),
      /** The Glue job that rates above them. Without one, the function rates everything. */
      GLUE_JOB: optional(asText),
      GLUE_ABOVE_OBJECTS: optional(wholeNumber),
      GLUE_ABOVE_BYTES: optional(wholeNumber),
      PRICE_SOURCE: optional(oneOf(...priceSources)),
      /** Where the bulk files are, by the AWS sample's name for it: such as an emulator. AWS's own if left out. */
      PRICING_DOMAIN: optional(asText),
      LIMIT_UNRATED: optional(share),
      LIMIT_REJECTED: optional(share),
      LIMIT_CONFLICT: optional(share),
      LOOK_BACK_DAYS: optional(wholeNumber),
      /** Days after a window that are listed for records stored under a later day. */
      LOOK_AHEAD_DAYS: optional(wholeNumber),
      LAG_SECONDS: optional(wholeNumber),
      NUMBERS: optional(oneOf('plain', 'masked')),
      /** Whether objects arrived when they were last modified. In a bucket that records were copied to, this is not known. */
      ARRIVALS: optional(oneOf('modified', 'unknown')),
      /** Whether a window without any record is published, with a cost of 0. */
      ALLOW_EMPTY: optional(oneOf('true', 'false')),
    },
    environment,
  );
  const ARRIVALS = read.ARRIVALS ?? ('modified' as const);
  const usual = patienceOf(ARRIVALS);
  return {
    ...read,
    ZONE: read.ZONE ?? 'UTC',
    CURRENCY: read.CURRENCY ?? 'USD',
    GLUE_ABOVE_OBJECTS: read.GLUE_ABOVE_OBJECTS ?? engineLimits.objects,
    GLUE_ABOVE_BYTES: read.GLUE_ABOVE_BYTES ?? engineLimits.bytes,
    PRICE_SOURCE: read.PRICE_SOURCE ?? 'bulk',
    LIMIT_UNRATED: read.LIMIT_UNRATED ?? 0,
    LIMIT_REJECTED: read.LIMIT_REJECTED ?? 0,
    LIMIT_CONFLICT: read.LIMIT_CONFLICT ?? 0,
    LOOK_BACK_DAYS: read.LOOK_BACK_DAYS ?? usual.lookBackDays,
    LOOK_AHEAD_DAYS: read.LOOK_AHEAD_DAYS ?? usual.lookAheadDays,
    LAG_SECONDS: read.LAG_SECONDS ?? usual.lagSeconds,
    NUMBERS: read.NUMBERS ?? ('plain' as const),
    ARRIVALS,
    ALLOW_EMPTY: read.ALLOW_EMPTY ?? ('false' as const),
  };
};
