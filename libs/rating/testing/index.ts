export {
  callAt,
  folderWith,
  goldenPrices,
  publishedJune,
  rateJune,
  removeFolders,
  rowsOf,
  windowOf,
} from './rating-folders';
