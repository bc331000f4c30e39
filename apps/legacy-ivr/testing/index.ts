export { awsAskPool } from '../src/aws-ask-pool';
