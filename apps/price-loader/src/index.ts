export { type Engine, type EngineLimits, engineFor, type Volume } from './engine';
export { type LoadAnswer, priceLoader, type PriceLoader } from './price-loader';
export type { PriceSourceName } from './settings';
