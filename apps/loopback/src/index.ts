export { applicationId, platform, type PlatformOptions } from './platform';
