import type { Line, LineEnd } from './line';

/** A call to place: to a number on the telephone network, or to a user of a SIP trunk. */
export type OutgoingCall = {
  readonly from: string;
  readonly to: string;
  /** The Voice Connector's ARN, where the call goes to a SIP trunk. */
  readonly trunk?: string;
  /**
   * The host of the SIP address, where the call does not come over the telephone network but from a PBX: the outbound host name
   * of a Voice Connector.
   */
  readonly host?: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Places a call for the end that rings. */
export type Dial = (request: OutgoingCall, caller: LineEnd) => Line;
