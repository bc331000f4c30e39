export { addend, addToSum, type ExactSum, noSum, valueOfSum } from './exact-sum';
export { findPrice, isTiered, type NoPrice } from './book/find-price';
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
export type { Document, Outcome, DocumentPlace, Rated, Unrated, UnratedReason } from './outcome';
export type { PriceFault, Price, Tier } from './book/price';
export { type BookIssue, buildPriceBook, type PriceBook, type Span } from './book/price-book';
export { priceBookOf, readPriceBook, writePriceBook } from './book/price-book-file';
export type { PriceBookFile, SpanInFile, TierInFile } from './book/price-book-format';
export type { PriceOffer, PriceRow, VersionedOffer } from './book/price-offer';
export { type CallCost, type CostLine, rate } from './rate';
export { readCsvOffer } from './book/read-csv-offer';
export {
  offersPath,
  type OfferVersion,
  readServiceIndex,
  readVersionIndex,
  type VersionIndex,
} from './book/read-index';
export { readJsonOffer } from './book/read-json-offer';
export { divide, type Rounding, roundings } from './rounding';
export { checkTally, type Limits, openTally, type Tally, tallyOf } from './tally';
export {
  parseUsageMapping,
  type Usage,
  type UsageMapping,
  usageMappingSchema,
  type UsageRule,
  usageOf,
} from './usage-mapping';
export { priceBookSchema } from './book/price-book-schema';
export { priceListApi, type PriceListApiOptions, priceListPatience } from './sources/aws-price-list-api';
export { bulkPrices, type BulkOptions } from './sources/bulk-prices';
export { cachedPrices, type PriceStore } from './sources/cached-prices';
export { directoryPrices } from './sources/directory-prices';
export {
  chimeOffers,
  type LoadedPrices,
  type LoadPricesOptions,
  loadPrices,
  type UsedFile,
} from './book/load-prices';
export type { PriceFile, PriceSource } from './sources/price-source';
