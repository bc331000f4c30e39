import type { E164 } from '@dialplane/phone-numbers';

/** One phone that registers at the SIP domain. */
export type Extension = {
  /** The user name of its credential. */
  readonly user: string;
  /** The number that rings it. Several extensions may share a number, and then ring together. */
  readonly number: E164;
  /** The caller ID that called parties see. Emergency services always see `number`, which has the address. @default `number` */
  readonly callerId?: E164;
  /**
   * Whether Twilio has registered an emergency address for `number`. An emergency call goes out in either case; without
   * an address it costs USD 75 and an operator has to ask for the place, so provisioning refuses such an extension.
   */
  readonly emergencyAddress: 'registered' | 'unregistered';
  /** The name of its policy. @default `default` */
  readonly policy?: string;
  /** A suspended extension places emergency calls and crisis-line calls only. It can still be rung. @default active */
  readonly status?: 'active' | 'suspended';
};
