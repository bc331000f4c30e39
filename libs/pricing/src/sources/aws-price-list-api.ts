import type { ListPriceListsCommandOutput, PricingClient } from '@aws-sdk/client-pricing';
import { type Clock, type EpochSeconds, systemClock } from '@dialplane/basics';
import { type DownloadOptions, downloadsBy } from './download';
import { effectiveSpans } from './effective-spans';
import { type PriceFile, pricePath, type PriceSource, sha256Of } from './price-source';
import { offersPath } from '../book/read-index';

/** Which prices to look for, and how. */
export type PriceListApiOptions = DownloadOptions & {
  /** A client of one of the Regions that have the API: us-east-1, eu-central-1 or ap-south-1. See `priceListPatience`. */
  readonly client: PricingClient;
  /** The interval whose prices are needed, up to but not including `to`. */
  readonly from: EpochSeconds;
  readonly to: EpochSeconds;
  /** @default USD */
  readonly currency?: string;
  readonly now?: Clock;
};

/**
 * The quota that a client must respect: a burst of 10 requests, then 5 per second, for each account and Region.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-pelong.html
 */
export const priceListPatience = { retryMode: 'standard', maxAttempts: 12 } as const;

/**
 * The price files that the Price List API names:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
 *
 * The API returns the price lists in effect at a moment, one for each Region, and the addresses of their files. It has no index
 * of versions. This source builds the index of an offer from the lists in effect between `from` and `to` and the moments of
 * change. The version in effect now has no end in it, so that a cached index remains usable when the API does not answer.
 *
 * There is no index of services.
 */
export const priceListApi = ({
  client,
  from,
  to,
  currency = 'USD',
  now = systemClock,
  ...options
}: PriceListApiOptions): PriceSource => {
  if (from >= to)
    throw new RangeError(`Cannot look for prices from ${from} to ${to}: expected an end after the start`);
  const download = downloadsBy(options);

  /** The price lists in effect at a moment, by the parts of their names: version and Region. */
  const listsAt = async (offerCode: string, at: number): Promise<readonly string[]> => {
    const lists: string[] = [];
    let NextToken: string | undefined;
    do {
      const page: ListPriceListsCommandOutput = await client.send(
        new (await import('./aws-price-list-commands')).ListPriceListsCommand({
          ServiceCode: offerCode,
          EffectiveDate: new Date(at * 1000),
          CurrencyCode: currency,
          MaxResults: 100,
          ...(NextToken !== undefined && { NextToken }),
        }),
      );
      lists.push(...(page.PriceLists ?? []).map(({ PriceListArn = '' }) => listOf(PriceListArn)));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return lists;
  };

  const look = async (offerCode: string, at: number, left = 2): Promise<readonly string[]> => {
    try {
      return await listsAt(offerCode, at);
    } catch (error) {
      if (isNotFound(error)) return [];
      // If listing the pages takes too long, it must start again from the first page.
      if (left === 0 || !isLostPage(error)) throw error;
      return look(offerCode, at, left - 1);
    }
  };

  const indexOf = async (offerCode: string): Promise<string | undefined> => {
    const at = now();
    // Future prices may still change.
    const until = Math.max(from + 1, Math.min(to, at + 1));
    const spans = await effectiveSpans((moment) => look(offerCode, moment), from, until);
    const current = until > at ? (spans.at(-1)?.names ?? []) : await look(offerCode, at);
    const names = [...new Set(spans.flatMap((span) => span.names))].sort();
    if (names.length === 0) return undefined;
    const versions = names.map((name) => {
      const inForce = spans.filter((span) => span.names.includes(name));
      const end = inForce.at(-1)?.to ?? until;
      return [
        name,
        {
          versionEffectiveBeginDate: isoSecond(inForce[0]?.from ?? from),
          versionEffectiveEndDate: current.includes(name) ? '' : isoSecond(end),
          offerVersionUrl: `${offersPath}/${offerCode}/${name}/index.json`,
        },
      ] as const;
    });
    return JSON.stringify({ offerCode, versions: Object.fromEntries(versions) });
  };

  const fileOf = async (path: string, list: string, FileFormat: string): Promise<string | undefined> => {
    try {
      const PriceListArn = `${arnPrefix}${list}`;
      const { Url } = await client.send(
        new (await import('./aws-price-list-commands')).GetPriceListFileUrlCommand({
          PriceListArn,
          FileFormat,
        }),
      );
      return Url === undefined ? undefined : await download(Url, path);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  };

  const textOf = async (path: string): Promise<string | undefined> => {
    const [, offerCode, list, format] = ofAnOffer.exec(pricePath(path)) ?? [];
    if (offerCode === undefined) return undefined;
    if (list === undefined) return format === 'json' ? indexOf(offerCode) : undefined;
    return fileOf(path, `${offerCode}/${currency}/${list}`, format ?? 'json');
  };

  return {
    read: async (path): Promise<PriceFile | undefined> => {
      const text = await textOf(path);
      return text === undefined ? undefined : { text, sha256: sha256Of(text), readAt: now() };
    },
  };
};

/** `<offers>/<offer>/index.json`, optionally with the version, or with the version and the Region. */
const ofAnOffer = new RegExp(`^${offersPath}/(\\w+)/(?:(\\d{14}(?:/[a-z0-9-]+)?)/)?index\\.(json|csv)$`);

/** Price lists are named `arn:aws:pricing:::price-list/aws/<offer>/<currency>/<version>/<Region>`. */
const arnPrefix = 'arn:aws:pricing:::price-list/aws/';

const listOf = (arn: string): string => {
  const [, list] = /:price-list\/aws\/\w+\/[A-Z]{3}\/(\d{14}\/[a-z0-9-]+)$/.exec(arn) ?? [];
  if (list !== undefined) return list;
  throw new TypeError(
    `Cannot use the price list "${arn}": expected a name such as ${arnPrefix}AmazonChime/USD/20200201000000/us-east-1`,
  );
};

const isoSecond = (at: number): string => new Date(at * 1000).toISOString().replace('.000Z', 'Z');

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && ['NotFoundException', 'ResourceNotFoundException'].includes(error.name);

const isLostPage = (error: unknown): boolean =>
  error instanceof Error && ['ExpiredNextTokenException', 'InvalidNextTokenException'].includes(error.name);
