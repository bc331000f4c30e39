export { findPrice, isTiered, type NoPrice } from './find-price';
export {
  calendarMonth,
  type Found,
  type Held,
  judge,
  rateHeld,
  type Rules,
  scopeOf,
  type UsageScope,
} from './judge';
export {
  digestOf,
  inOrderOfArrival,
  inOrderOfPlaces,
  type Ledger,
  type LedgerOptions,
  openLedger,
  outcomesOf,
} from './ledger';
export { type Cost60, formatPrice, formatUsd, minus, noCost, parsePrice, plus, type PriceE10 } from './money';
export type { Document, Outcome, Place, Rated, Unrated, UnratedReason } from './outcome';
export type { Fault, Price, Tier } from './price';
export { type BookIssue, buildPriceBook, type PriceBook, type Span } from './price-book';
export {
  type PriceBookFile,
  priceBookOf,
  readPriceBook,
  type SpanInFile,
  type TierInFile,
  writePriceBook,
} from './price-book-file';
export type { PriceOffer, PriceRow, VersionedOffer } from './price-offer';
export { type CallCost, type CostLine, rate } from './rate';
export { readCsvOffer } from './read-csv-offer';
export {
  offersPath,
  type OfferVersion,
  readServiceIndex,
  readVersionIndex,
  type VersionIndex,
} from './read-index';
export { readJsonOffer } from './read-json-offer';
export { type Delta, type DeltaLine, rerate } from './rerate';
export { divide, type Rounding, roundings } from './rounding';
export { checkTally, type Limits, type Tally, tallyOf } from './tally';
export {
  parseUsageMapping,
  type Usage,
  type UsageMapping,
  usageMappingSchema,
  type UsageRule,
  usageOf,
} from './usage-mapping';
export { issuesOf } from './issues-of';
export { priceBookSchema } from './price-book-schema';
export { priceListApi, type PriceListApiOptions, priceListPatience } from './aws-price-list-api';
export { bulkPrices, type BulkOptions } from './bulk-prices';
export { cachedPrices, type PriceStore } from './cached-prices';
export { directoryPrices } from './directory-prices';
export { chimeOffers, type LoadedPrices, type LoadOptions, loadPrices, type UsedFile } from './load-prices';
export type { PriceFile, PriceSource } from './price-source';
