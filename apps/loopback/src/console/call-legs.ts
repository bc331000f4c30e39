import {
  billedSeconds,
  type ConnectContact,
  type SimulatedCall,
  type TranscriptEntry,
} from '@dialplane/phone-network';
import type { CallResource } from '@dialplane/virtual-twilio';
import { twilioCalls } from '../sip-phones';

/** A leg of any system. Times are epoch milliseconds. */
export type CallLeg = {
  readonly tag: string;
  readonly from: string;
  readonly to: string;
  readonly startedAt?: number | undefined;
  readonly connectedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  readonly billedSeconds?: number;
};

/** A call of any system. */
export type AnyCall = {
  readonly id: string;
  readonly system: 'forwarding' | 'connect' | 'dialtone' | 'direct';
  readonly legs: readonly CallLeg[];
  /** Whether every leg has ended. */
  readonly isOver: boolean;
};

export const smaCall = ({ transactionId, legs }: SimulatedCall): AnyCall => ({
  id: transactionId,
  system: 'forwarding',
  isOver: legs.length > 0 && legs.every(({ endedAt }) => endedAt !== undefined),
  legs: legs.map((leg) => ({
    tag: leg.tag,
    from: leg.from,
    to: leg.to,
    startedAt: leg.startedAt,
    connectedAt: leg.connectedAt,
    endedAt: leg.endedAt,
    ...(leg.endedAt !== undefined && { billedSeconds: billedSeconds(leg) }),
  })),
});

/** A contact. Its flow answers at once. */
export const contactCall = ({
  contactId,
  customer,
  system,
  startedAt,
  endedAt,
  state,
}: ConnectContact): AnyCall => ({
  id: contactId,
  system: 'connect',
  isOver: state === 'ended' || state === 'transferred',
  legs: [{ tag: 'CONTACT', from: customer, to: system, startedAt, connectedAt: startedAt, endedAt }],
});

/** A call of the simulated Twilio account, with the users of SIP addresses instead of the addresses. */
export const dialtoneCall = (calls: readonly CallResource[], id: string): AnyCall | undefined => {
  const [call] = twilioCalls(calls.filter((it) => it.sid === id || it.parent_call_sid === id));
  if (!call) return undefined;
  return {
    id,
    system: 'dialtone',
    isOver: call.legs.every(({ endedAt }) => endedAt !== undefined),
    legs: call.legs.map((leg) => ({ ...leg, from: partyOf(leg.from), to: partyOf(leg.to) })),
  };
};

/** The user of a SIP address, or a number as it is. */
export const partyOf = (address: unknown): string =>
  String(address)
    .replace(/^sips?:/, '')
    .replace(/@.*$/, '');

/** A call that no application answered, by its transcript. */
export const directCall = (id: string, entries: readonly TranscriptEntry[]): AnyCall => {
  const [first] = entries;
  const answered = entries.find(({ what }) => what === '200 OK');
  const last = entries.find(({ what }) => /^(?:BYE|CANCEL|[4-6]\d\d )/.test(what));
  return {
    id,
    system: 'direct',
    isOver: last !== undefined,
    legs: [
      {
        tag: 'LEG-A',
        from: first?.from ?? '',
        to: first?.to ?? '',
        startedAt: first?.at,
        connectedAt: answered?.at,
        endedAt: last?.at,
      },
    ],
  };
};
