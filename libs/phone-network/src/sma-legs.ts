import { recordKey, recordOf, type CallIdentity, type LegOfCall } from './call-records';
import { refusals, type Line, type LineEnd, type Refusal } from './line';
import { isAlive, type SmaLeg } from './sma-leg';
import type { CallRequest, Surroundings } from './surroundings';

/** The answer to a hang-up that a Lambda asks for (page hangup). */
export type HangupCode = 0 | 480 | 486;

/** What the far end of a leg does. */
export type FarEnd = {
  readonly ringing?: () => void;
  readonly answered: () => void;
  /** It was rung in vain. */
  readonly refused: (why: Refusal) => void;
};

/** The legs of one call, and the lines behind them. */
export type SmaLegs = {
  readonly all: readonly SmaLeg[];
  readonly anyAlive: () => boolean;
  /** Leg A, and the last leg B that ever connected: one that only rang is not shown (example in call-and-bridge). */
  readonly shown: () => readonly SmaLeg[];
  /** A call that came in. Gives what our end of its line does, too. */
  readonly take: (line: Line) => { readonly leg: SmaLeg; readonly end: LineEnd };
  /** Rings somebody: a leg of our making. */
  readonly dial: (tag: SmaLeg['tag'], request: CallRequest, farEnd: (leg: SmaLeg) => FarEnd) => SmaLeg;
  /** Answers a leg that still rings. */
  readonly pickUp: (leg: SmaLeg) => void;
  /** Gives up a leg that we ring. */
  readonly cancel: (leg: SmaLeg) => void;
  /** Ends a leg from our side. */
  readonly hangUp: (leg: SmaLeg, code: HangupCode) => void;
  /** Presses a key towards the far end. */
  readonly press: (leg: SmaLeg, digit: string) => void;
  /** Stops a leg's clock and writes its record. */
  readonly close: (leg: SmaLeg) => void;
};

export type SmaLegsOptions = {
  readonly surroundings: Surroundings;
  readonly call: CallIdentity;
  /** The far end hung up, or gave up. */
  readonly left: (leg: SmaLeg) => void;
  readonly keyed: (leg: SmaLeg, digit: string) => void;
  /** The clock of a leg was stopped. */
  readonly closed: (leg: SmaLeg) => void;
};

export const smaLegs = ({ surroundings, call, left, keyed, closed }: SmaLegsOptions): SmaLegs => {
  const { time, transcript, records, newId } = surroundings;
  const all: SmaLeg[] = [];

  const far = (leg: SmaLeg): string => (leg.direction === 'Inbound' ? leg.from : leg.to);
  const tell = (leg: SmaLeg, what: string) =>
    transcript({ at: time.now(), call: call.transactionId, from: 'service', to: far(leg), what });
  const hear = (leg: SmaLeg, what: string) =>
    transcript({ at: time.now(), call: call.transactionId, from: far(leg), to: 'service', what });

  const add = (leg: Omit<SmaLeg, 'callId' | 'startedAt'>): SmaLeg => {
    const added: SmaLeg = { ...leg, callId: newId('call'), startedAt: time.now() };
    all.push(added);
    return added;
  };

  const take: SmaLegs['take'] = (line) => {
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

  /** What any line's end hears once it has been answered, or before it ever was. */
  const ourEnd = (leg: SmaLeg): Required<Pick<LineEnd, 'over' | 'keyed'>> => ({
    over: (why) => {
      hear(leg, why === 'cancelled' ? 'CANCEL' : 'BYE');
      left(leg);
    },
    keyed: (digit) => keyed(leg, digit),
  });

  const dial: SmaLegs['dial'] = (tag, request, farEnd) => {
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
    leg.line = surroundings.dial(request, {
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
        hear(leg, refusals[why]);
        told.refused(why);
      },
      keyed: ourEnd(leg).keyed,
    });
    return leg;
  };

  const pickUp = (leg: SmaLeg): void => {
    if (leg.connectedAt !== undefined || !isAlive(leg)) return;
    leg.connectedAt = time.now();
    leg.line?.answer();
    tell(leg, '200 OK');
  };

  const cancel = (leg: SmaLeg): void => {
    leg.line?.hangUp('caller');
    tell(leg, 'CANCEL');
    close(leg);
  };

  const hangUp = (leg: SmaLeg, code: HangupCode): void => {
    if (leg.connectedAt !== undefined) {
      leg.line?.hangUp(ourSide(leg));
      tell(leg, 'BYE');
    } else if (leg.direction === 'Inbound') {
      leg.line?.refuse(code || 480);
      tell(leg, refusals[code || 480]);
    } else {
      leg.line?.hangUp('caller');
      tell(leg, 'CANCEL');
    }
    close(leg);
  };

  const close = (leg: SmaLeg): void => {
    if (!isAlive(leg)) return;
    leg.endedAt = time.now();
    const record: LegOfCall = { ...call, leg, trigger: triggerOf(leg) };
    records.write(recordKey(record), JSON.stringify(recordOf(record)));
    closed(leg);
  };

  const triggerOf = ({ tag }: SmaLeg): string =>
    tag === 'LEG-B' ? 'CallAndBridge' : call.sipRuleId ? 'SipRule' : 'CreateSipMediaApplicationCall';

  const shown = (): readonly SmaLeg[] => {
    const second = all.findLast((leg) => leg.tag === 'LEG-B' && leg.connectedAt !== undefined);
    return all.filter((leg) => leg.tag === 'LEG-A' || leg === second);
  };

  return {
    all,
    anyAlive: () => all.some(isAlive),
    shown,
    take,
    dial,
    pickUp,
    cancel,
    hangUp,
    press: (leg, digit) => leg.line?.press(ourSide(leg), digit),
    close,
  };
};

const ourSide = ({ direction }: SmaLeg): 'caller' | 'callee' =>
  direction === 'Inbound' ? 'callee' : 'caller';
