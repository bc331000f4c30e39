import type { FlowDocument } from '@dialplane/connect-flows';
import { billedSeconds, type RecordStore } from './call-records';
import { connectCall, type QueueLengths } from './connect/connect-call';
import type { ConnectContact } from './connect/connect-contact';
import type { SimulatedConnectInstance } from './connect/connect-instance';
import { transcribed } from './direct-call';
import { goodNetwork, type DeliveryPlan } from './invoke';
import { drawLine, type FailureCode, type Line, type LineEnd } from './line';
import { phoneLines, type PhoneLine } from './phone-lines';
import { ringPhone, talk, type PhoneBehaviour, type Talk } from './phone';
import type { SipMediaApplication } from './sip-media-application';
import { inboundCall, outboundCall, type SimulatedCall } from './simulated-call';
import { isAlive, type SimulatedLeg } from './simulated-leg';
import type { NetworkServices } from './network-services';
import type { OutgoingCall } from './outgoing-call';
import type { NetworkTime } from './time';
import type { Transcript } from './transcript';

export type PhoneNetworkOptions = {
  readonly time: NetworkTime;
  readonly transcript?: Transcript;
  readonly records?: RecordStore;
  /** How an event is delivered to a Lambda. @default without faults */
  readonly deliveryPlanFor?: (eventType: string) => DeliveryPlan;
  /** Whether a waiting event is overtaken by the next one. @default never */
  readonly overtakes?: () => boolean;
  /** Creates ids of calls and legs. @default `transaction-1` and so on, so that the same traffic has the same ids */
  readonly newId?: (kind: 'transaction' | 'call') => string;
  /** Where calls to one of our numbers go, looked up for every call; undefined if it is not ours. @default those added */
  readonly routeOf?: (number: string) => NetworkRoute | undefined;
  /** Where calls to a host name go, looked up for every call; undefined if no Voice Connector has the name. @default none has */
  readonly routeOfHost?: (host: string) => NetworkRoute | { readonly kind: 'telephone-network' } | undefined;
  /** What phones and trunks do that have no behaviour of their own. @default unreachable */
  readonly defaultBehaviour?: (name: string) => PhoneBehaviour;
  /** Called with each error that a Lambda handler throws. The call continues as with the real service. */
  readonly failed?: (error: unknown, transactionId: string) => void;
};

/** Where the calls to one of our numbers go. */
export type NetworkRoute =
  | {
      readonly kind: 'application';
      readonly applicationId: string;
      /** The applications to try when the first one's Lambda cannot be invoked, in order. */
      readonly fallbackApplicationIds?: readonly string[];
      readonly sipRuleId?: string;
    }
  /** To the SIP trunk of a Voice Connector. */
  | { readonly kind: 'trunk'; readonly trunk: string }
  /** To a flow of an Amazon Connect instance. */
  | { readonly kind: 'connect'; readonly instance: SimulatedConnectInstance; readonly flow: FlowDocument }
  /** To a service outside this network, such as another provider. It names the call, and writes its own transcript. */
  | {
      readonly kind: 'service';
      readonly answer: (line: Line) => { readonly id: string; readonly end: LineEnd };
    }
  /** The call is rejected. @default with 404 */
  | { readonly kind: 'none'; readonly code?: FailureCode };

/** A call placed by a phone or a PBX. */
export type Dialling = {
  readonly from: string;
  /** A number, or with `host` the user part of a SIP address, which need not be a number of ours. */
  readonly to: string;
  /**
   * A PBX calls `sip:<to>@<host>` instead of a phone calling a number. The host is the outbound host name of a Voice Connector,
   * which only accepts callers that are numbers of ours.
   */
  readonly host?: string;
  /** The numbers that forwarded the call before, the latest first. They are sent as a Diversion header (RFC 5806). */
  readonly diversions?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** How long it rings before the caller gives up. @default 120 seconds */
  readonly ringsForSeconds?: number;
} & Talk;

/** Totals of the network. Legs and seconds are those of SIP media applications, which are billed. */
export type NetworkCounts = {
  readonly calls: number;
  readonly legs: number;
  readonly legsAlive: number;
  readonly invocations: number;
  readonly billedSeconds: number;
};

/** The phone network: phones, trunks, our numbers, and the SIP media applications that answer them. */
export type PhoneNetwork = {
  /** Describes what a phone does when it rings. */
  readonly addPhone: (number: string, behaviour: PhoneBehaviour) => void;
  /** Forgets what a phone or a Voice Connector does when it rings: the default applies again. @param id its number or ARN */
  readonly removePhone: (id: string) => void;
  /** The phones, and the Voice Connectors by their ARN, that have a behaviour, and what it is. */
  readonly phones: () => ReadonlyMap<string, PhoneBehaviour>;
  /** The calls that phones and trunks have at this moment, so that a person can act as one of them. */
  readonly phoneLines: () => readonly PhoneLine[];
  /** Describes what a Voice Connector does when it rings, by its ARN. */
  readonly addTrunk: (arn: string, behaviour: PhoneBehaviour) => void;
  readonly addApplication: (application: SipMediaApplication) => void;
  /** Adds one of our numbers, and the application that a SIP rule sends its calls to. */
  readonly addNumber: (
    number: string,
    route: Omit<Extract<NetworkRoute, { kind: 'application' }>, 'kind'>,
  ) => void;
  /** A phone calls a number. @returns the call's id in the transcript */
  readonly dial: (dialling: Dialling) => string;
  /** A service outside this network rings a number. @returns the line, which `caller` hears */
  readonly ring: (request: OutgoingCall, caller: LineEnd) => Line;
  /** CreateSipMediaApplicationCall: an application calls a number. Throws if the application or `from` is not ours. */
  readonly placeCall: (
    applicationId: string,
    request: Pick<OutgoingCall, 'from' | 'to'> &
      Partial<OutgoingCall> & { readonly arguments?: Readonly<Record<string, string>> },
  ) => SimulatedCall;
  /** Every call that an application has handled, the oldest first. */
  readonly calls: () => readonly SimulatedCall[];
  /** Every contact of Amazon Connect instances, the oldest first. */
  readonly contacts: () => readonly ConnectContact[];
  readonly counts: () => NetworkCounts;
};

const ringsFor = 120;

/** A call to this number joins the meeting whose token is in its headers (developer guide, page mtgs-sdk-cvc). */
const meetingDialIn = '+17035550122';

const atMeetingDialIn = ({ headers }: Line): PhoneBehaviour =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'x-chime-join-token')
    ? { kind: 'answers', afterSeconds: 0 }
    : { kind: 'declines', afterSeconds: 0 };

export const phoneNetwork = (options: PhoneNetworkOptions): PhoneNetwork => {
  const { time } = options;
  const phones = new Map<string, PhoneBehaviour>();
  const trunks = new Map<string, PhoneBehaviour>();
  const applications = new Map<string, SipMediaApplication>();
  const routes = new Map<string, NetworkRoute>();
  const routeOf = (number: string) => routes.get(number) ?? options.routeOf?.(number);
  const calls: SimulatedCall[] = [];
  const contacts: ConnectContact[] = [];
  const queueLengths: QueueLengths = new Map();
  /** The latest call that an outside service has taken. */
  let atService = '';
  const made = { transaction: 0, call: 0 };
  const lines = phoneLines(time);

  const services: NetworkServices = {
    time,
    transcript: options.transcript ?? (() => undefined),
    records: options.records ?? { write: () => undefined },
    deliveryPlanFor: options.deliveryPlanFor ?? (() => goodNetwork),
    failed: options.failed ?? (() => undefined),
    overtakes: options.overtakes ?? (() => false),
    newId: options.newId ?? ((kind) => `${kind}-${(made[kind] += 1)}`),
    isOwned: (number) => routeOf(number) !== undefined,
    dial: (request, caller) => drawLine(request, caller, (line) => ringAt(request, line)),
  };

  const routeOfCall = ({
    from,
    to,
    host,
  }: Pick<OutgoingCall, 'from' | 'to' | 'host'>): NetworkRoute | undefined => {
    if (host === undefined) return routeOf(to);
    const route = options.routeOfHost?.(host) ?? { kind: 'none' };
    // A published log shows it: aws-samples/amazon-chime-pstn-audio-with-amazon-lex issue 286.
    if (route.kind !== 'none' && !routeOf(from)) return { kind: 'none', code: 403 };
    return route.kind === 'telephone-network' ? routeOf(to) : route;
  };

  const ringAt = ({ trunk, ...request }: OutgoingCall, line: Line): LineEnd => {
    const { to } = request;
    const unreachable = { kind: 'unreachable' } as const;
    const somebody = (found: PhoneBehaviour | undefined, name: string) => {
      const behaviour = found ?? options.defaultBehaviour?.(name) ?? unreachable;
      lines.add(name, 'callee', line);
      return ringPhone(time, line, behaviour, services.dial);
    };
    if (trunk !== undefined) return somebody(trunks.get(trunk), trunk);
    const route = routeOfCall(request);
    if (!route)
      return somebody(phones.get(to) ?? (to === meetingDialIn ? atMeetingDialIn(line) : undefined), to);
    if (route.kind === 'trunk') return somebody(trunks.get(route.trunk), route.trunk);
    if (route.kind === 'none') {
      const rejects = time.after(1, () => line.refuse(route.code ?? 404));
      return { over: rejects };
    }
    if (route.kind === 'connect') {
      const { contact, end } = connectCall({ services, queueLengths, ...route }, line);
      contacts.push(contact);
      return end;
    }
    if (route.kind === 'service') {
      const { id, end } = route.answer(line);
      atService = id;
      return end;
    }
    const { call, end } = inboundCall(
      {
        services,
        applications: [route.applicationId, ...(route.fallbackApplicationIds ?? [])].map(applicationOf),
        ...(route.sipRuleId !== undefined && { sipRuleId: route.sipRuleId }),
      },
      line,
    );
    calls.push(call);
    return end;
  };

  const applicationOf = (id: string): SipMediaApplication => {
    const application = applications.get(id);
    if (!application)
      throw new Error(`Cannot use the SIP media application "${id}": expected one that was added`);
    return application;
  };

  const dial: PhoneNetwork['dial'] = ({
    from,
    to,
    host,
    diversions = [],
    headers = {},
    ringsForSeconds = ringsFor,
    ...talks
  }) => {
    let stop = (): void => undefined;
    const route = routeOfCall({ from, to, ...(host !== undefined && { host }) });
    const direct =
      route?.kind === 'application' || route?.kind === 'connect' || route?.kind === 'service'
        ? undefined
        : transcribed(
            {
              id: services.newId('transaction'),
              from,
              to: route?.kind === 'trunk' ? 'Voice Connector' : to,
            },
            services,
          );
    const end: LineEnd = {
      answered: () => {
        stop();
        stop = talk(time, line, 'caller', talks);
      },
      over: () => stop(),
    };
    const drawn = services.dial(
      {
        from,
        to,
        ...(host !== undefined && { host }),
        headers: diversions.length > 0 ? { ...headers, Diversion: diversionHeader(diversions) } : headers,
      },
      direct?.hearing(end) ?? end,
    );
    direct?.invites();
    const line = direct?.hangingUp(drawn) ?? drawn;
    stop = time.after(ringsForSeconds * 1000, () => line.hangUp('caller'));
    const id =
      direct?.id ??
      (route?.kind === 'service'
        ? atService
        : route?.kind === 'connect'
          ? contacts.at(-1)?.contactId
          : calls.at(-1)?.transactionId) ??
      '';
    lines.add(from, 'caller', line, id);
    return id;
  };

  const placeCall: PhoneNetwork['placeCall'] = (
    applicationId,
    { arguments: callArguments = {}, headers = {}, ...request },
  ) => {
    if (!routeOf(request.from)) {
      throw new Error(`Cannot call from "${request.from}": expected one of this network's numbers`);
    }
    const application = applicationOf(applicationId);
    const call = outboundCall(
      { services, applications: [application] },
      { ...request, headers },
      callArguments,
    );
    calls.push(call);
    return call;
  };

  const counts = (): NetworkCounts => {
    const legs: readonly SimulatedLeg[] = calls
      .flatMap((call) => call.legs)
      .filter(({ isMeeting }) => !isMeeting);
    return {
      calls: calls.length,
      legs: legs.length,
      legsAlive: legs.filter(isAlive).length,
      invocations: calls.reduce((sum, call) => sum + call.invocations(), 0),
      billedSeconds: legs.reduce((sum, leg) => sum + billedSeconds(leg), 0),
    };
  };

  return {
    addPhone: (number, behaviour) => phones.set(number, behaviour),
    removePhone: (id) => {
      phones.delete(id);
      trunks.delete(id);
    },
    phones: () => new Map([...phones, ...trunks]),
    phoneLines: lines.inProgress,
    addTrunk: (arn, behaviour) => trunks.set(arn, behaviour),
    addApplication: (application) => applications.set(application.id, application),
    addNumber: (number, route) => routes.set(number, { kind: 'application', ...route }),
    dial,
    ring: services.dial,
    placeCall,
    calls: () => calls,
    contacts: () => contacts,
    counts,
  };
};

const diversionHeader = (diversions: readonly string[]): string =>
  diversions.map((number) => `<sip:${number}@pstn.example>;reason=unconditional`).join(', ');
