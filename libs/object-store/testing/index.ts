export { objectStoreContract } from './object-store.contract';
export * from './s3-stand-in';
