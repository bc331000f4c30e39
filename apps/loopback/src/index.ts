export { platform, type Platform, type PlatformOptions } from './platform';
