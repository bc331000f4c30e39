import { recordKey, legRecordOf, type CallIdentity, type LegOfCall } from './call-records';
import { failureResponses, type Line, type LineEnd, type FailureCode } from './line';
import { isAlive, type SimulatedLeg } from './simulated-leg';
import type { NetworkServices } from './network-services';
import type { OutgoingCall } from './outgoing-call';

/** The answer to a hang-up that a Lambda asks for (page hangup). */
export type HangupCode = 0 | 480 | 486;

/** What the far end of a leg does. */
export type FarEnd = {
  readonly ringing?: () => void;
  readonly answered: () => void;
  /** The call was not answered. */
  readonly refused: (why: FailureCode) => void;
};

/** The legs of one call, and their lines. */
export type SimulatedLegs = {
  readonly all: readonly SimulatedLeg[];
  readonly anyAlive: () => boolean;
  /** LEG-A, and the latest LEG-B that was connected: one that only rang is not shown (example in call-and-bridge). */
  readonly shown: () => readonly SimulatedLeg[];
  /** Takes an incoming call. Also returns what our end of its line does. */
  readonly take: (line: Line) => { readonly leg: SimulatedLeg; readonly end: LineEnd };
  /** Places a call: a new outbound leg. */
  readonly dial: (
    tag: SimulatedLeg['tag'],
    request: OutgoingCall,
    farEnd: (leg: SimulatedLeg) => FarEnd,
  ) => SimulatedLeg;
  /** Adds a meeting that the caller's leg has joined. */
  readonly joinMeeting: (leg: SimulatedLeg) => void;
  /** Answers a leg that still rings. */
  readonly pickUp: (leg: SimulatedLeg) => void;
  /** Gives up a leg that we ring. */
  readonly cancel: (leg: SimulatedLeg) => void;
  /** Ends a leg from our side. */
  readonly hangUp: (leg: SimulatedLeg, code: HangupCode) => void;
  /** Presses a key towards the far end. */
  readonly press: (leg: SimulatedLeg, digit: string) => void;
  /** Ends a leg and writes its record. */
  readonly close: (leg: SimulatedLeg) => void;
};

export type SimulatedLegsOptions = {
  readonly services: NetworkServices;
  readonly identity: () => CallIdentity;
  /** The far end hung up, or gave up. */
  readonly left: (leg: SimulatedLeg) => void;
  readonly keyed: (leg: SimulatedLeg, digit: string) => void;
  /** A leg was ended. */
  readonly closed: (leg: SimulatedLeg) => void;
};

export const simulatedLegs = ({
  services,
  identity,
  left,
  keyed,
  closed,
}: SimulatedLegsOptions): SimulatedLegs => {
  const { time, transcript, records, newId } = services;
  const all: SimulatedLeg[] = [];

  const far = (leg: SimulatedLeg): string => (leg.direction === 'Inbound' ? leg.from : leg.to);
  const tell = (leg: SimulatedLeg, what: string) =>
    transcript({ at: time.now(), call: identity().transactionId, from: 'service', to: far(leg), what });
  const hear = (leg: SimulatedLeg, what: string) =>
    transcript({ at: time.now(), call: identity().transactionId, from: far(leg), to: 'service', what });

  const add = (leg: Omit<SimulatedLeg, 'callId' | 'startedAt'>): SimulatedLeg => {
    const added: SimulatedLeg = { ...leg, callId: newId('call'), startedAt: time.now() };
    all.push(added);
    return added;
  };

  const take: SimulatedLegs['take'] = (line) => {
    const { from, to, headers } = line;
    const leg = add({ tag: 'LEG-A', direction: 'Inbound', from, to, headers, line });
    hear(leg, 'INVITE');
    time.after(0, () => {
      if (!isAlive(leg)) return;
      line.ring();
      tell(leg, '180 Ringing');
    });
    return { leg, end: ourEnd(leg) };
  };

  /** What our end of a line does when the far end leaves or presses a key. */
  const ourEnd = (leg: SimulatedLeg): Required<Pick<LineEnd, 'over' | 'keyed'>> => ({
    over: (why) => {
      hear(leg, why === 'cancelled' ? 'CANCEL' : 'BYE');
      left(leg);
    },
    keyed: (digit) => keyed(leg, digit),
  });

  const dial: SimulatedLegs['dial'] = (tag, request, farEnd) => {
    const { from, to, headers, trunk } = request;
    const voiceConnectorId = trunk?.split('/').pop();
    const leg = add({
      tag,
      direction: 'Outbound',
      from,
      to,
      headers,
      ...(voiceConnectorId && { voiceConnectorId }),
    });
    const told = farEnd(leg);
    tell(leg, 'INVITE');
    leg.line = services.dial(request, {
      ringing: () => {
        hear(leg, '180 Ringing');
        told.ringing?.();
      },
      answered: () => {
        leg.connectedAt = time.now();
        hear(leg, '200 OK');
        told.answered();
      },
      over: (why) => {
        if (typeof why !== 'number') return ourEnd(leg).over(why);
        hear(leg, failureResponses[why]);
        told.refused(why);
      },
      keyed: ourEnd(leg).keyed,
    });
    return leg;
  };

  const joinMeeting = ({ from, to }: SimulatedLeg): void => {
    const leg = add({ tag: 'LEG-B', direction: 'Outbound', from, to, headers: {}, isMeeting: true });
    leg.connectedAt = time.now();
  };

  const pickUp = (leg: SimulatedLeg): void => {
    if (leg.connectedAt !== undefined || !isAlive(leg)) return;
    leg.connectedAt = time.now();
    leg.line?.answer();
    tell(leg, '200 OK');
  };

  const cancel = (leg: SimulatedLeg): void => {
    leg.line?.hangUp('caller');
    tell(leg, 'CANCEL');
    close(leg);
  };

  const hangUp = (leg: SimulatedLeg, code: HangupCode): void => {
    if (leg.isMeeting) return close(leg);
    if (leg.connectedAt !== undefined) {
      leg.line?.hangUp(ourSide(leg));
      tell(leg, 'BYE');
    } else if (leg.direction === 'Inbound') {
      leg.line?.refuse(code || 480);
      tell(leg, failureResponses[code || 480]);
    } else {
      leg.line?.hangUp('caller');
      tell(leg, 'CANCEL');
    }
    close(leg);
  };

  const close = (leg: SimulatedLeg): void => {
    if (!isAlive(leg)) return;
    leg.endedAt = time.now();
    if (leg.isMeeting) return closed(leg);
    const record: LegOfCall = { ...identity(), leg, trigger: triggerOf(leg) };
    records.write(recordKey(record), JSON.stringify(legRecordOf(record)));
    closed(leg);
  };

  const triggerOf = ({ tag }: SimulatedLeg): string =>
    tag === 'LEG-B' ? 'CallAndBridge' : identity().sipRuleId ? 'SipRule' : 'CreateSipMediaApplicationCall';

  const shown = (): readonly SimulatedLeg[] => {
    const second = all.findLast((leg) => leg.tag === 'LEG-B' && leg.connectedAt !== undefined);
    return all.filter((leg) => leg.tag === 'LEG-A' || leg === second);
  };

  return {
    all,
    anyAlive: () => all.some(isAlive),
    shown,
    take,
    dial,
    joinMeeting,
    pickUp,
    cancel,
    hangUp,
    press: (leg, digit) => leg.line?.press(ourSide(leg), digit),
    close,
  };
};

const ourSide = ({ direction }: SimulatedLeg): 'caller' | 'callee' =>
  direction === 'Inbound' ? 'callee' : 'caller';
