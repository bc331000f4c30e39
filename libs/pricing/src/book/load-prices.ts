import { describeIssues, type EpochSeconds, fail, type Issue, ok, type Result } from '@dialplane/basics';
import { buildPriceBook, type PriceBook } from './price-book';
import type { PriceOffer, VersionedOffer } from './price-offer';
import type { PriceFile, PriceSource } from '../sources/price-source';
import { readCsvOffer } from './read-csv-offer';
import { offersPath, type OfferVersion, readServiceIndex, readVersionIndex } from './read-index';
import { readJsonOffer } from './read-json-offer';

/** The offers of Amazon Chime, for sources that have no index of services. */
export const chimeOffers = [
  'AmazonChime',
  'AmazonChimeBusinessCalling',
  'AmazonChimeCallMe',
  'AmazonChimeCallMeAMCS',
  'AmazonChimeDialin',
  'AmazonChimeDialInAMCS',
  'AmazonChimeFeatures',
  'AmazonChimeServices',
  'AmazonChimeVoiceConnector',
] as const;

/** A file that a book was made from. */
export type UsedFile = Omit<PriceFile, 'text'> & { readonly path: string };

/** A book, and the files that it was made from. */
export type LoadedPrices = {
  readonly book: PriceBook;
  readonly files: readonly UsedFile[];
  /**
   * How old the prices are: when the oldest index was read that could not be read again. Undefined if all indexes are current.
   */
  readonly staleSince?: EpochSeconds;
  /** Missing or unreadable files and skipped rows, by path. The issues of the book itself are not included. */
  readonly issues: readonly Issue[];
};

/** What to load. */
export type LoadPricesOptions = {
  /** @default USD */
  readonly currency?: string;
  /** @default all offers of Amazon Chime */
  readonly offerCodes?: readonly string[];
};

/**
 * Loads every version of the offers from a source, and makes a price book. Reads a version in JSON or, if there is no JSON
 * file, in CSV. Throws if the source throws; faults in the files are returned as issues.
 */
export const loadPrices = async (
  source: PriceSource,
  { currency = 'USD', offerCodes }: LoadPricesOptions = {},
): Promise<LoadedPrices> => {
  const files: UsedFile[] = [];
  const issues: Issue[] = [];
  const read = async (path: string): Promise<string | undefined> => {
    const file = await source.read(path);
    if (!file) return undefined;
    const { text, ...used } = file;
    files.push({ path, ...used });
    return text;
  };
  const settle = <T>(path: string, result: Result<T, readonly Issue[]>): T | undefined => {
    if (result.ok) return result.value;
    issues.push({ path, message: describeIssues(result.error) });
    return undefined;
  };

  const offersOf = async (offerCode: string): Promise<readonly VersionedOffer[]> => {
    const path = `${offersPath}/${offerCode}/index.json`;
    const text = await read(path);
    const index = text === undefined ? undefined : settle(path, readVersionIndex(text));
    if (!index) return [];
    issues.push(...below(path, index.issues));
    const offers: VersionedOffer[] = [];
    // One after the other: a Lambda has little memory, and most files are cached.
    for (const version of index.versions) {
      const offer = settle(version.path, await readOffer(version, read));
      if (!offer) continue;
      issues.push(...below(version.path, offer.issues));
      offers.push({ offer, begin: version.begin, end: version.end });
    }
    return offers;
  };

  const servicesPath = `${offersPath}/index.json`;
  const services = offerCodes === undefined ? await read(servicesPath) : undefined;
  const listed = services === undefined ? undefined : settle(servicesPath, readServiceIndex(services));
  const wanted = offerCodes ?? listed?.filter((code) => code.startsWith('AmazonChime')) ?? chimeOffers;
  const offers: VersionedOffer[] = [];
  for (const offerCode of wanted) offers.push(...(await offersOf(offerCode)));
  const staleSince = files
    .filter(({ staleBecause }) => staleBecause !== undefined)
    .map(({ readAt }) => readAt)
    .sort((a, b) => a - b)[0];
  return {
    book: buildPriceBook(offers, currency),
    files,
    ...(staleSince !== undefined && { staleSince }),
    issues,
  };
};

const readOffer = async (
  { path, version }: OfferVersion,
  read: (path: string) => Promise<string | undefined>,
): Promise<Result<PriceOffer, readonly Issue[]>> => {
  const json = await read(path);
  const csv = json === undefined ? await read(path.replace(/\.json$/, '.csv')) : undefined;
  if (json === undefined && csv === undefined)
    return fail([{ path: '', message: 'is missing, in JSON and in CSV' }]);
  const offer = json === undefined ? readCsvOffer(csv ?? '') : readJsonOffer(json);
  if (!offer.ok || offer.value.version === version) return offer;
  const message = `must be ${version} as in the index, not ${offer.value.version}`;
  return ok({ ...offer.value, version, issues: [...offer.value.issues, { path: 'version', message }] });
};

const below = (path: string, issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ path: `${path} ${issue.path}`, message: issue.message }));
