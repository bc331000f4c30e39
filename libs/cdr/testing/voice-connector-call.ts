import { documentedRecords } from './documented-records';

/** Fields of a one-minute call through Voice Connector `vc1`, with changes. Fields set to undefined are left out of JSON. */
export const voiceConnectorCall = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...documentedRecords['voice-connector'],
  TransactionId: 't1',
  CallId: 't1@203.0.113.9',
  VoiceConnectorId: 'vc1',
  BillableDurationSeconds: 60,
  ...more,
});
