export { directoryObjects } from './directory-objects';
export { listInOrder } from './list-in-order';
export type { ObjectStore, StoredObject } from './object-store';
export { s3Objects, type S3Options, s3Patience } from './s3-objects';
