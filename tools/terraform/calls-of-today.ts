import { objectKey } from '@dialplane/cdr';
import { randomUUID } from 'node:crypto';

/** A record as Chime would write it now: where, and what. */
export type UploadedRecord = { readonly key: string; readonly text: string };

/** A call of a minute ago. The document is that of AWS's guide: docs.aws.amazon.com/chime-sdk/latest/ag/manage-global.html */
export const callOfToday = (usageType: string, seconds: number, now = Date.now()): UploadedRecord => {
  const at = new Date(Math.floor(now / 1000 - 60) * 1000);
  const transactionId = randomUUID();
  const owner = 'abcdef1ghij2klmno3pqr4';
  return {
    key: objectKey({ kind: 'voice-connector', owner, at, transactionId }),
    text: JSON.stringify({
      AwsAccountId: '111122223333',
      TransactionId: transactionId,
      CallId: `${transactionId}@203.0.113.9:8080`,
      VoiceConnectorId: owner,
      Status: 'Completed',
      StatusMessage: 'OK',
      BillableDurationSeconds: seconds,
      BillableDurationMinutes: seconds / 60,
      SchemaVersion: '2.0',
      SourcePhoneNumber: '+12065550100',
      SourceCountry: 'US',
      DestinationPhoneNumber: '+12065550101',
      DestinationCountry: 'US',
      UsageType: usageType,
      ServiceCode: 'AmazonChimeVoiceConnector',
      Direction: 'Outbound',
      StartTimeEpochSeconds: at.getTime() / 1000,
      EndTimeEpochSeconds: at.getTime() / 1000 + seconds,
      Region: 'us-east-1',
      Streaming: false,
    }),
  };
};
