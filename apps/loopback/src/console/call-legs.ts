import {
  billedSeconds,
  type ConnectContact,
  type SimulatedCall,
  type TranscriptEntry,
} from '@dialplane/phone-network';
import type { CallResource } from '@dialplane/virtual-twilio';
import { partyOf } from '../party-of';

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
  const call = calls.find(({ sid, parent_call_sid: parent }) => sid === id && parent === null);
  if (!call) return undefined;
  const legs = [call, ...calls.filter(({ parent_call_sid: parent }) => parent === id)].map((leg, place) => ({
    tag: `LEG-${String.fromCharCode(65 + place)}`,
    from: partyOf(leg['from']),
    to: partyOf(leg['to']),
    startedAt: millisecondsOf(leg['date_created']),
    connectedAt: millisecondsOf(leg.start_time),
    endedAt: millisecondsOf(leg['end_time']),
  }));
  return { id, system: 'dialtone', isOver: legs.every(({ endedAt }) => endedAt !== undefined), legs };
};

const millisecondsOf = (date: unknown): number | undefined =>
  typeof date === 'string' ? Date.parse(date) : undefined;

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
