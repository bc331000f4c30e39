import type { Participant } from '@dialplane/telephony-actions';
import type { Line } from './line';

/** One leg of a call in the service. Times are epoch milliseconds. */
export type SimulatedLeg = {
  readonly callId: string;
  readonly tag: 'LEG-A' | 'LEG-B';
  readonly direction: 'Inbound' | 'Outbound';
  readonly from: string;
  readonly to: string;
  readonly startedAt: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly voiceConnectorId?: string;
  /** The leg is a meeting: it has no line, and is not billed. */
  readonly isMeeting?: true;
  line?: Line;
  connectedAt?: number;
  endedAt?: number;
  /** The state of StartCallRecording. */
  recording?: 'running' | 'stopped';
};

/** Connected and not ended: a leg that is billed. */
export const isUp = (leg: SimulatedLeg): boolean =>
  leg.connectedAt !== undefined && leg.endedAt === undefined;

/** Not ended: it rings or is connected. */
export const isAlive = (leg: SimulatedLeg): boolean => leg.endedAt === undefined;

/** The leg as events show it. A leg that is ringing has no status, as in the documented examples. */
export const participant = (leg: SimulatedLeg): Participant => ({
  CallId: leg.callId,
  ParticipantTag: leg.tag,
  To: leg.to,
  From: leg.from,
  Direction: leg.direction,
  StartTimeInMilliseconds: String(leg.startedAt),
  ...(leg.endedAt !== undefined
    ? { Status: 'Disconnected' as const }
    : leg.connectedAt !== undefined && { Status: 'Connected' as const }),
  // Headers of a call that we placed are not shown (reported in aws/aws-sdk-ruby issue 2765).
  ...(leg.direction === 'Inbound' && Object.keys(leg.headers).length > 0 && { SipHeaders: leg.headers }),
});
