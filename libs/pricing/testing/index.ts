export * from './aws-price-lists';
export * from './price-offers';
export { priceSourceContract } from './price-source.contract';
export { callRecord, documentOf } from './rated-documents';
