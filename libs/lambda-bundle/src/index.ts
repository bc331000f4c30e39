export { bundleLambda, type LambdaBundle } from './lambda-bundle';
