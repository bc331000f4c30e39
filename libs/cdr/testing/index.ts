export { documentedRecords } from './documented-records';
export { parseObjectKey } from './parse-object-key';
export { voiceConnectorCall } from './voice-connector-call';
export { compressedZstd, storedZstd } from './zstd';
