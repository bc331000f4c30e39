export { type BundleLimits, describeBundle } from './describe-bundle';
