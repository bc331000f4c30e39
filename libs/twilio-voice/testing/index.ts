export { bodyHash, signedEvent, type SignedEventOptions } from './signed-event';
export { secretKeys } from '../src/aws-secret-keys';
