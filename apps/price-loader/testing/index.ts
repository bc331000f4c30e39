export { glueEngine, lambdaEngine } from '../src/aws-engines';
export { pricesFor } from '../src/prices';
