import type { Random } from '@dialplane/basics';
import { hex, uuid, usageTypeOf, type BenchConnector, type Draft } from './records';

/**
 * Two legs of one transaction in a SIP media application: an inbound call and the call it is bridged to. They end within 48
 * seconds of each other, since a message may be played. An orphan leg stays up for minutes longer.
 */
export const legsAt = (
  random: Random,
  { account, region, id }: BenchConnector,
  at: number,
  orphan: boolean,
): readonly [Draft, Draft] => {
  const transaction = uuid(random);
  const first = random.between(5, 60) * 6;
  const rings = random.between(1, 20);
  const alone = orphan ? random.between(20, 600) * 6 : random.between(0, 4) * 6;
  const leg = (Direction: 'Inbound' | 'Outbound', start: number, seconds: number): Draft => ({
    at: start,
    id: transaction,
    text: JSON.stringify({
      AwsAccountId: account,
      TransactionId: transaction,
      CallId: uuid(random),
      VoiceConnectorId: id,
      Status: 'Completed',
      BillableDurationSeconds: seconds,
      SchemaVersion: '2.0',
      SourcePhoneNumber: '+12065550100',
      DestinationPhoneNumber: '+12065550142',
      UsageType: usageTypeOf(region, Direction, 'US'),
      ServiceCode: 'AmazonChimeVoiceConnector',
      Direction,
      TimeStampEpochSeconds: start,
      Region: region,
      SipRuleId: `${hex(random, 8)}-5b7c-4b0e-9c53-0a2f6a7d1b33`,
      SipApplicationId: '7d5f8e2a-6b1c-4f0d-8e3b-9a1c2d3e4f44',
      CallLegTriggerType: Direction === 'Inbound' ? 'SipRule' : 'SipMediaApplication',
      BillableVoiceFocusSeconds: 0,
    }),
  });
  const second = leg('Outbound', at + rings, Math.ceil((first - rings) / 6) * 6 + alone);
  return [leg('Inbound', at, first), orphan ? { ...second, seeded: 'orphan-leg' } : second];
};
