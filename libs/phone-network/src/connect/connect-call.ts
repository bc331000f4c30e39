import type { FlowAction, FlowDocument } from '@dialplane/connect-flows';
import type { Line, LineEnd } from '../line';
import { talk } from '../phone';
import type { NetworkServices } from '../network-services';
import type { Cancel } from '../time';
import type { ConnectContact } from './connect-contact';
import type { SimulatedConnectInstance } from './connect-instance';
import type { ConnectQueue } from './connect-queue';
import { blockBehaviour } from './flow-blocks';
import type { BlockOutcome, FlowStage } from './flow-stage';
import { nextBlock } from './next-block';
import { filledInDeep, type Values } from './references';

/** What calls to an instance share: how many contacts wait in each queue, by the queue's ARN. */
export type QueueLengths = Map<string, number>;

/** A flow that loops without waiting would never end. The service's own limit is not documented; this one is ours. */
const mostBlocks = 1_000;

/** A prompt takes about a second for 15 characters. */
const charactersPerSecond = 15;
const recordingSeconds = 3;

/** Takes a call that arrives at an instance: a contact that runs through the number's flow. */
export const connectCall = (
  {
    services,
    instance,
    flow,
    queueLengths,
  }: {
    readonly services: NetworkServices;
    readonly instance: SimulatedConnectInstance;
    readonly flow: FlowDocument;
    readonly queueLengths: QueueLengths;
  },
  line: Line,
): { readonly contact: ConnectContact; readonly end: LineEnd } => {
  const { time } = services;
  const contact: ConnectContact = {
    contactId: services.newId('transaction'),
    instanceArn: instance.arn,
    customer: line.from,
    system: line.to,
    startedAt: time.now(),
    attributes: new Map(),
    path: [],
    state: 'in-flow',
  };
  /** The flow that runs, and where each module that was entered returns to. */
  let running: FlowDocument = flow;
  const entered: { readonly flow: FlowDocument; readonly invokedBy: FlowAction }[] = [];
  let external: Readonly<Record<string, unknown>> = {};
  let storedInput = '';
  let stopBlock: Cancel = () => undefined;
  let takeKey: (digit: string) => void = () => undefined;
  let leaveQueue: Cancel = () => undefined;

  const says = (from: string, to: string, what: string): void =>
    services.transcript({ at: time.now(), call: contact.contactId, from, to, what });
  const changed = (): void => instance.contactChanged?.(contact);

  const values = (): Values => ({
    ContactId: contact.contactId,
    InitialContactId: contact.contactId,
    InstanceARN: contact.instanceArn,
    AwsRegion: instance.region,
    Channel: 'VOICE',
    CustomerEndpoint: { Address: contact.customer, Type: 'TELEPHONE_NUMBER' },
    SystemEndpoint: { Address: contact.system, Type: 'TELEPHONE_NUMBER' },
    Queue: contact.queue ? { ARN: contact.queue.arn, Name: contact.queue.name } : {},
    Attributes: Object.fromEntries(contact.attributes),
    External: external,
    StoredCustomerInput: storedInput,
  });

  // ── the flow ───────────────────────────────────────────────────────────────────────────────────────────────────

  const runBlock = (identifier: string | undefined): void => {
    const action = running.Actions.find((it) => it.Identifier === identifier);
    if (!action || contact.path.length >= mostBlocks) return endContact();
    contact.path.push(action.Identifier);
    const behaviour = blockBehaviour(action.Type);
    if (!behaviour) {
      services.failed(
        new Error(`Cannot run the block "${action.Identifier}": the type ${action.Type} is not simulated`),
        contact.contactId,
      );
      return leaveBlock(action, { kind: 'error', type: 'NoMatchingError' });
    }
    const filled: FlowAction = {
      ...action,
      Parameters: filledInDeep(action.Parameters, values()) as FlowAction['Parameters'],
    };
    instance.watch?.started?.(filled, contact, values());
    behaviour(stageFor(action, filled));
  };

  const leaveBlock = (action: FlowAction, outcome: BlockOutcome): void => {
    stopBlock();
    stopBlock = () => undefined;
    takeKey = () => undefined;
    changed();
    time.after(0, () => {
      if (contact.state !== 'ended') runBlock(nextBlock(action, outcome));
    });
  };

  const stageFor = (action: FlowAction, filled: FlowAction): FlowStage => {
    let isOver = false;
    return {
      time,
      contact,
      instance,
      deliveryPlan: services.deliveryPlanFor('ContactFlowEvent'),
      action: filled,
      tell: (to, what) => says('Connect', to, what),
      hear: (from, what) => says(from, 'Connect', what),
      failed: (error) => services.failed(error, contact.contactId),
      play: () => play(filled),
      setExternal: (answer) => {
        external = answer;
      },
      setStoredInput: (digits) => {
        storedInput = digits;
      },
      takeKeys: (key) => {
        takeKey = key;
      },
      press: (digit) => line.press('callee', digit),
      dial: services.dial,
      untilOver: (stop) => {
        stopBlock = stop;
      },
      enterQueue,
      enterFlow: (id) => enter(instance.flow(id), []),
      enterModule: (id) => enter(instance.flowModule(id), [...entered, { flow: running, invokedBy: action }]),
      leaveModule,
      endContact,
      done: (outcome) => {
        if (isOver || contact.state === 'ended') return;
        isOver = true;
        leaveBlock(action, outcome);
      },
    };
  };

  const play = ({ Parameters: { Text, SSML } }: FlowAction): number => {
    const text = typeof Text === 'string' ? Text : typeof SSML === 'string' ? withoutTags(SSML) : undefined;
    says('Connect', contact.customer, text === undefined ? 'plays a recording' : `"${text}"`);
    if (text !== undefined) instance.watch?.said?.(text, contact, values());
    const seconds = text === undefined ? recordingSeconds : Math.ceil(text.length / charactersPerSecond);
    return seconds * 1000;
  };

  const enter = (found: FlowDocument | undefined, stack: typeof entered): boolean => {
    if (!found) return false;
    entered.splice(0, entered.length, ...stack);
    running = found;
    time.after(0, () => {
      if (contact.state !== 'ended') runBlock(found.StartAction);
    });
    return true;
  };

  const leaveModule = (): void => {
    const back = entered.pop();
    if (!back) return endContact();
    running = back.flow;
    leaveBlock(back.invokedBy, { kind: 'next' });
  };

  // ── queue and agent ────────────────────────────────────────────────────────────────────────────────────────────

  const enterQueue = (): 'entered' | 'at-capacity' => {
    const { queue } = contact;
    const waiting = queue ? (queueLengths.get(queue.arn) ?? 0) : 0;
    if (!queue || waiting >= (queue.maxContacts ?? Infinity)) return 'at-capacity';
    queueLengths.set(queue.arn, waiting + 1);
    contact.state = 'in-queue';
    says('Connect', queue.name, 'contact waits');
    changed();
    const agent = instance.agentOf?.(queue);
    const stopWaiting = agent && time.after(agent.answersAfterSeconds * 1000, () => meetAgent(queue, agent));
    leaveQueue = () => {
      stopWaiting?.();
      queueLengths.set(queue.arn, (queueLengths.get(queue.arn) ?? 1) - 1);
      leaveQueue = () => undefined;
    };
    return 'entered';
  };

  const meetAgent = (
    queue: ConnectQueue,
    { hangsUpAfterSeconds }: { readonly hangsUpAfterSeconds?: number },
  ): void => {
    leaveQueue();
    contact.state = 'with-agent';
    for (const line of shownToAgent(contact)) says(queue.name, 'agent', line);
    changed();
    const hangsUp = hangsUpAfterSeconds === undefined ? {} : { hangsUpAfterSeconds };
    stopBlock = talk(time, { ...line, hangUp: () => endContact() }, 'callee', hangsUp);
  };

  // ── the end ────────────────────────────────────────────────────────────────────────────────────────────────────

  const over = (): void => {
    contact.state = 'ended';
    contact.endedAt = time.now();
    stopBlock();
    leaveQueue();
    changed();
  };

  const endContact = (): void => {
    if (contact.state === 'ended') return;
    says('Connect', contact.customer, 'BYE');
    over();
    line.hangUp('callee');
  };

  says(contact.customer, 'Connect', 'INVITE');
  changed();
  // A line is drawn completely before it is answered.
  time.after(1, () => {
    if (line.state() !== 'ringing') return;
    line.ring();
    says('Connect', contact.customer, '200 OK');
    line.answer();
    runBlock(running.StartAction);
  });

  return {
    contact,
    end: {
      keyed: (digit) => takeKey(digit),
      over: (why) => {
        if (contact.state === 'ended') return;
        says(contact.customer, 'Connect', why === 'cancelled' ? 'CANCEL' : 'BYE');
        over();
      },
    },
  };
};

const withoutTags = (ssml: string): string =>
  ssml
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** What an agent sees, line by line. An empty attribute looks as if it were not set. */
const shownToAgent = ({ attributes }: ConnectContact): readonly string[] => {
  const lines = [...attributes].flatMap(([key, value]) => (value === '' ? [] : [`${key}=${value}`]));
  return lines.length === 0 ? ['contact without attributes'] : ['contact', ...lines];
};
