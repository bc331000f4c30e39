export { bundleLambda, type BundledProject, type LambdaBundle } from './lambda-bundle';
