export { bodyHash, signedEvent, type SignedEventOptions } from './signed-event';
