/** Records for the vectors, in the format of AWS's guides, with numbers reserved for fiction. */

export const goldenSecond = (moment: string): number => Date.parse(moment) / 1000;
export const goldenAccount = '111122223333';
const connector = 'abcdef1ghij2klmno3pqr4';

export type GoldenCall = {
  readonly id: string;
  readonly at: number;
  readonly seconds: number;
  readonly usageType: string;
  readonly more?: Readonly<Record<string, unknown>>;
};

export const voiceConnector = ({ id, at, seconds, usageType, more }: GoldenCall) => ({
  AwsAccountId: goldenAccount,
  TransactionId: id,
  CallId: `${id}@203.0.113.9:8080`,
  VoiceConnectorId: connector,
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
  StartTimeEpochSeconds: at,
  EndTimeEpochSeconds: at + seconds,
  Region: 'us-east-1',
  Streaming: false,
  ...more,
});

export const streaming = ({ id, at, seconds, usageType, more }: GoldenCall) => ({
  SchemaVersion: '1.0',
  AwsAccountId: goldenAccount,
  TransactionId: id,
  CallId: `${id}@203.0.113.9:8080`,
  VoiceConnectorId: connector,
  StartTimeEpochSeconds: at,
  EndTimeEpochSeconds: at + seconds,
  Status: 'Completed',
  StatusMessage: 'Streaming succeeded',
  ServiceCode: 'AmazonChime',
  UsageType: usageType,
  BillableDurationSeconds: seconds,
  Region: 'us-east-1',
  ...more,
});

export const leg = ({ id, at, seconds, usageType, more }: GoldenCall) => ({
  AwsAccountId: goldenAccount,
  TransactionId: id,
  CallId: `${id}-a`,
  Status: 'Completed',
  BillableDurationSeconds: String(seconds),
  SchemaVersion: '2.0',
  SourcePhoneNumber: '+12065550100',
  DestinationPhoneNumber: '+12065550101',
  UsageType: usageType,
  ServiceCode: 'AmazonChimeVoiceConnector',
  Direction: 'Inbound',
  TimeStampEpochSeconds: String(at),
  Region: 'us-east-1',
  SipApplicationId: 'b2c3d4e5-0000-4000-8000-000000000001',
  CallLegTriggerType: 'SipRule',
  BillableVoiceFocusSeconds: '0',
  ...more,
});

export const meetingLeg = ({ id, at, seconds, more }: Omit<GoldenCall, 'usageType'>) => ({
  SchemaVersion: '2.0',
  CdrId: id,
  ServiceCode: 'AmazonChimeBusinessCalling',
  AwsAccountId: goldenAccount,
  ConferenceId: 'c3d4e5f6-0000-4000-8000-000000000001',
  CallerCountry: 'US',
  DestinationCountry: 'US',
  StartTimeEpochSeconds: String(at),
  EndTimeEpochSeconds: String(at + seconds),
  BillableDurationSeconds: String(seconds),
  BillableDurationMinutes: '.4',
  Direction: 'Outbound',
  ...more,
});

const folders = {
  calls: `Amazon-Chime-Voice-Connector-CDRs/json/${connector}`,
  streams: `Amazon-Chime-Voice-Connector-SDRs/json/${connector}`,
  legs: 'Amazon-Chime-SMADRs/json/b2c3d4e5-0000-4000-8000-000000000001',
  meetings: `Amazon-Chime-Business-Calling-CDRs/json/${goldenAccount}`,
} as const;

/** The key of a record's object. */
export const keyOf = (folder: keyof typeof folders, at: number, id: string): string => {
  const [day = '', time = ''] = new Date(at * 1000).toISOString().split('T');
  const clock = time.slice(0, 12).replaceAll(':', '.');
  const name =
    folder === 'meetings' ? `c3d4e5f6-0000-4000-8000-000000000001_${day}-${clock}_${id}` : `${clock}_${id}`;
  return `${folders[folder]}/${day.replaceAll('-', '/')}/${name}`;
};

/** Pseudo-random numbers: the same seed gives the same vectors. */
export const randomNumbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** An id in the form of a UUID. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
