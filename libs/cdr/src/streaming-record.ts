import type { Issue, Result } from '@dialplane/basics';
import type { Fields, StreamingRecord } from './call-record';
import { readCall } from './voice-connector-record';

/**
 * Reads the record of a stream to Kinesis Video Streams or a SIPREC recorder: a call's record without its numbers,
 * under another service code. https://docs.aws.amazon.com/chime-sdk/latest/ag/manage-global.html
 */
export const readStreaming = (fields: Fields): Result<StreamingRecord, readonly Issue[]> =>
  readCall('streaming', fields);
