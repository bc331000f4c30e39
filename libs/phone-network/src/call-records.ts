import { countryOf, isE164 } from '@dialplane/phone-numbers';
import type { SimulatedLeg } from './simulated-leg';

/**
 * What the service writes about one leg when it ends: field names from the developer guide, page attributes ("SMADR").
 * All values are text there, so they are here.
 */
export type LegRecord = Readonly<Record<string, string>>;

/** Where records are written. The key is the object's key, with `/` between its parts. */
export type RecordStore = { readonly write: (key: string, body: string) => void | Promise<void> };

/** The ids of a call. */
export type CallIdentity = {
  readonly transactionId: string;
  readonly accountId: string;
  readonly region: string;
  readonly applicationId: string;
  readonly sipRuleId?: string;
};

/** A leg, and the call it belongs to. */
export type LegOfCall = CallIdentity & {
  readonly leg: SimulatedLeg;
  /** What created the leg: a dialled number, an API call, or a CallAndBridge action. */
  readonly trigger: string;
};

/** Billed time of a leg: from answer to end, rounded up to whole seconds. An unanswered leg is free. */
export const billedSeconds = ({
  connectedAt,
  endedAt,
}: Pick<SimulatedLeg, 'connectedAt' | 'endedAt'>): number =>
  connectedAt === undefined || endedAt === undefined ? 0 : Math.ceil((endedAt - connectedAt) / 1000);

/**
 * The object's key, by the start of the leg. AWS documents the folder and the layout of its siblings (administration guide, "call detail records"):
 * `json/<id>/<year>/<month>/<day>/<time>_<transaction>`; that SIP media applications follow it is not documented.
 */
export const recordKey = ({ leg, transactionId, applicationId }: LegOfCall): string => {
  const [day = '', time = ''] = new Date(leg.startedAt).toISOString().split('T');
  const clock = time.slice(0, 12).replaceAll(':', '.');
  return `Amazon-Chime-SMADRs/json/${applicationId}/${day.replaceAll('-', '/')}/${clock}_${transactionId}_${leg.callId}`;
};

/** The record of a leg that has ended. */
export const legRecordOf = (call: LegOfCall): LegRecord => {
  const { leg } = call;
  return {
    SchemaVersion: '2.0',
    AwsAccountId: call.accountId,
    TransactionId: call.transactionId,
    CallId: leg.callId,
    ...(leg.voiceConnectorId && { VoiceConnectorId: leg.voiceConnectorId }),
    Status: leg.connectedAt === undefined ? 'Failed' : 'Completed',
    BillableDurationSeconds: String(billedSeconds(leg)),
    BillableVoiceFocusSeconds: '0',
    SourcePhoneNumber: leg.from,
    DestinationPhoneNumber: leg.to,
    UsageType: usageType(leg, call.region),
    ServiceCode: 'AmazonChimeVoiceConnector',
    Direction: leg.direction,
    // The guide fills it with the start: "start-time-epochseconds" (developer guide, page attributes).
    TimeStampEpochSeconds: String(Math.floor(leg.startedAt / 1000)),
    Region: call.region,
    ...(call.sipRuleId && { SipRuleId: call.sipRuleId }),
    SipApplicationId: call.applicationId,
    CallLegTriggerType: call.trigger,
  };
};

// Region prefixes and patterns as seen in public Voice Connector records; those of SIP media applications are not public.
const billingRegions: Readonly<Record<string, string>> = { 'us-east-1': 'USE1', 'us-west-2': 'USW2' };

const usageType = ({ direction, from, to }: SimulatedLeg, region: string): string => {
  const prefix = billingRegions[region] ?? region;
  return direction === 'Inbound'
    ? `${prefix}-${country(to)}-inbound-minutes`
    : `${prefix}-${country(from)}-${country(to)}-outbound-minutes`;
};

/** `ZZ`, ISO 3166's user-assigned code for "unknown", for numbers of no country. */
const country = (number: string): string => (isE164(number) && countryOf(number)) || 'ZZ';
