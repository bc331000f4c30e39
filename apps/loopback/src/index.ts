export { platform, type Platform, type PlatformOptions } from './platform';
export { memoryStores, type Stores } from './stores';
