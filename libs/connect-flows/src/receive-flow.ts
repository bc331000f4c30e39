import {
  checkHoursOfOperation,
  compare,
  disconnect,
  invokeLambda,
  logFlow,
  say,
  setAttributes,
  setQueue,
  transferToQueue,
  useVoice,
} from './blocks';
import { flow } from './flow';
import type { FlowDocument } from './flow-document';

/** What the receive flow needs to know. */
export type ReceiveFlowOptions = {
  readonly lookupArn: string;
  readonly queueId: string;
  /** @default always open */
  readonly hoursId?: string;
  /** The keys of the context that become contact attributes. */
  readonly attributes: readonly string[];
  /** Said when the context was found. May use `$.Attributes.key`. */
  readonly greeting?: string;
  /** Whether the flow writes its log, which contains the attributes. @default false */
  readonly logs?: boolean;
};

/**
 * Receives a transferred call: looks the context up by the number that was dialled, sets the contact's attributes, greets
 * the caller and transfers to the queue. A call whose look-up fails or finds nothing goes to the same queue, without a
 * greeting by name. The look-up comes before the opening hours, so that the number is free again in either case.
 */
export const receiveFlow = ({
  lookupArn,
  queueId,
  hoursId,
  attributes,
  greeting = 'Welcome. We have your details, and will connect you to an agent.',
  logs = false,
}: ReceiveFlowOptions): FlowDocument => {
  const afterLookup = hoursId === undefined ? 'set-queue' : 'check-hours';
  return flow({
    'log-flow': logFlow(logs, 'use-voice'),
    'use-voice': useVoice('Danielle', 'look-up'),
    'look-up': invokeLambda(
      {
        functionArn: lookupArn,
        parameters: { function: 'getcall', dnis: '$.SystemEndpoint.Address' },
      },
      { next: 'is-known', failed: 'say-unknown' },
    ),
    'is-known': compare('$.External.status', {
      equals: { Success: 'set-attributes' },
      otherwise: 'say-unknown',
    }),
    'set-attributes': setAttributes(Object.fromEntries(attributes.map((key) => [key, `$.External.${key}`])), {
      next: 'greet',
      failed: 'say-unknown',
    }),
    greet: say(greeting, { next: afterLookup }),
    'say-unknown': say('Welcome. We will connect you to an agent.', { next: afterLookup }),
    ...(hoursId !== undefined && {
      'check-hours': checkHoursOfOperation(hoursId, {
        open: 'set-queue',
        closed: 'say-closed',
        failed: 'set-queue',
      }),
      'say-closed': say('We are closed. Please call again during our opening hours.', { next: 'hang-up' }),
    }),
    'set-queue': setQueue(queueId, { next: 'to-queue', failed: 'say-full' }),
    'to-queue': transferToQueue({ full: 'say-full', failed: 'say-full' }),
    'say-full': say('All our agents are busy. Please call again later.', { next: 'hang-up' }),
    'hang-up': disconnect(),
  });
};
