import {
  ladderOf,
  ladderText,
  lambdaProcess,
  type PhoneBehaviour,
  phoneNetwork,
  type SimulatedCall,
  type TranscriptEntry,
  virtualTime,
} from '@dialplane/phone-network';
import type { SmaInvocation } from '@dialplane/telephony-actions';
import type { PressedKeys } from './arguments';

/** A call that a Lambda function is to handle. */
export type CallToPlay = {
  readonly file: string;
  readonly handlerName?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly accountId: string;
  /** The numbers of the account. */
  readonly own: readonly string[];
  readonly from: string;
  readonly to: string;
  /** The application places the call, with these arguments, instead of a phone. */
  readonly placed?: Readonly<Record<string, string>>;
  readonly keys: readonly PressedKeys[];
  readonly hangsUpAfter: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What phones do when they ring. @default answer after 3 s */
  readonly phones: Readonly<Record<string, PhoneBehaviour>>;
  readonly updates: readonly { readonly atSeconds: number; readonly arguments: Record<string, string> }[];
  /** Receives what the function logs, line by line. */
  readonly log: (line: string) => void;
};

/** An event of the call, and what the function returned. */
export type HandledEvent = {
  /** Seconds since the start. */
  readonly at: number;
  readonly event: SmaInvocation;
  /** null if the function failed. */
  readonly response: unknown;
};

export type PlayedCall = {
  readonly events: readonly HandledEvent[];
  /** A ladder diagram for each call: a bridge to another number of the account makes a second call. */
  readonly ladders: readonly string[];
  /** What the function should not do. */
  readonly problems: readonly string[];
};

const start = Date.UTC(2026, 0, 5, 12);
const applicationId = '6d1d5ba4-6d1e-4d1c-9d6a-0d1f1a2b3c4d';
const answers: PhoneBehaviour = { kind: 'answers', afterSeconds: 3 };

/**
 * Plays a call in virtual time: an hour of it takes no longer than the function needs.
 *
 * @throws if the function cannot be started
 */
export const playLambda = async (call: CallToPlay): Promise<PlayedCall> => {
  const { from, to, keys, hangsUpAfter, headers, placed } = call;
  const lambda = lambdaProcess({ ...call, environment: call.environment });
  const time = virtualTime(start);
  const events: HandledEvent[] = [];
  const failures: string[] = [];
  const transcript: TranscriptEntry[] = [];
  const network = phoneNetwork({
    time,
    transcript: (entry) => void transcript.push(entry),
    defaultBehaviour: () => answers,
    failed: (error) => failures.push(firstLine(error)),
  });
  network.addApplication({
    id: applicationId,
    region: 'us-east-1',
    accountId: call.accountId,
    handler: async (input) => {
      const handled = { at: (time.now() - start) / 1000, event: input as SmaInvocation, response: null };
      events.push(handled);
      const response = await lambda.handler(input);
      events[events.indexOf(handled)] = { ...handled, response };
      return response;
    },
  });
  for (const number of [placed ? from : to, ...call.own])
    network.addNumber(number, { applicationId, sipRuleId: 'rule' });
  const talks = { keys, hangsUpAfterSeconds: hangsUpAfter };
  network.addPhone(placed ? to : from, { ...answers, ...talks });
  for (const [number, behaviour] of Object.entries(call.phones))
    network.addPhone(number, { ...behaviour, ...(placed && number === to && talks) });
  for (const update of call.updates)
    time.after(update.atSeconds * 1000, () => network.calls()[0]?.update(update.arguments));
  if (placed) network.placeCall(applicationId, { from, to, headers, arguments: placed });
  else network.dial({ from, to, headers, ...talks });
  try {
    await time.run(start + (hangsUpAfter + 3_600) * 1000);
  } finally {
    lambda.stop();
  }
  const [first = ''] = failures;
  if (first.startsWith('Cannot run the function') && events.every(({ response }) => response === null))
    throw new Error(first);
  const failed = [...new Set(failures)].map((failure) => `The function failed: ${failure}`);
  return {
    events,
    ladders: network.calls().map(({ transactionId }) => ladderText(ladderOf(transcript, transactionId))),
    problems: [...failed, ...events.flatMap(problemOf), ...network.calls().flatMap(legsLeftUp)],
  };
};

const firstLine = (error: unknown): string => String((error as Error).message ?? error).split('\n')[0] ?? '';

/** Failures that a caller or a callee causes. */
const usual: ReadonlySet<unknown> = new Set(['CallNotAnswered', 'InvalidDigitsReceived']);

const problemOf = ({ event }: HandledEvent): readonly string[] => {
  const { InvocationEventType, ActionData, ErrorType, ErrorMessage } = event;
  if (InvocationEventType === 'INVALID_LAMBDA_RESPONSE')
    return [`A response was rejected: ${ErrorType}, ${ErrorMessage}`];
  const {
    Type,
    ErrorType: type,
    ErrorMessage: message,
    Error: text,
  } = { ...ActionData } as Record<string, unknown>;
  if (InvocationEventType !== 'ACTION_FAILED' || usual.has(type)) return [];
  return [`The action ${Type} failed: ${text ?? `${type}, ${message}`}`];
};

const legsLeftUp = ({ legs }: SimulatedCall): readonly string[] =>
  legs
    .filter(({ endedAt, connectedAt, isMeeting }) => connectedAt !== undefined && !endedAt && !isMeeting)
    .map(
      ({ tag, to }) => `${tag}, a call to ${to}, was left up and is billed: end it when the other leg ends`,
    );
