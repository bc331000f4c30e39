export { callAt, goldenPrices, publishedJune, rateJune, rowsOf, windowOf } from './rating-folders';
