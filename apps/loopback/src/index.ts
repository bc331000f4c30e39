export { platform, type PlatformOptions } from './platform';
