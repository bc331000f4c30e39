import type { FlowDocument } from '@dialplane/connect-flows';
import type { DeliveryPlan } from '../invoke';
import { drawLine } from '../line';
import type { NetworkServices } from '../network-services';
import { ringPhone } from '../phone';
import { virtualTime } from '../virtual-time';
import { connectCall } from './connect-call';
import type { ConnectContact } from './connect-contact';
import type { SimulatedConnectInstance } from './connect-instance';
import type { FlowTest, Observation, TestAction } from './flow-test';
import { overriddenInstance } from './flow-test-overrides';
import { isMet } from './next-block';
import { filledIn, type Values } from './references';

export type FlowTestOptions = {
  readonly instance: SimulatedConnectInstance;
  /** The flow under test. */
  readonly flow: FlowDocument;
  /** @default fictional numbers */
  readonly from?: string;
  readonly to?: string;
  /** Epoch milliseconds. @default the start of 2026 */
  readonly startsAt?: number;
};

/** How a test ended. */
export type FlowTestResult = {
  readonly passed: boolean;
  readonly observations: readonly { readonly identifier: string; readonly passed: boolean }[];
  /** What was wrong, in words. */
  readonly failures: readonly string[];
  readonly contact: ConnectContact;
};

/** Minutes that a test may take (Amazon Connect administrator guide, "Testing and simulation"). */
const mostMinutes = 5;

/**
 * Two texts are similar if they have at least this share of their words in common. The service does not document how it
 * compares.
 */
const similarity = 0.6;

/**
 * Runs a test of a flow in virtual time, without a phone network: the test is the caller. An observation that has been
 * reached must come before the contact ends, unless the test ends first. That is our reading of the guide.
 */
export const runFlowTest = async (
  test: FlowTest,
  { instance: real, flow, from = '+14155550199', to = '+12065550100', startsAt }: FlowTestOptions,
): Promise<FlowTestResult> => {
  const time = virtualTime(startsAt ?? Date.UTC(2026, 0, 1));
  const { instance, deliveryPlan, add } = overriddenInstance(real);
  const failures: string[] = [];
  const done = new Set<string>();
  const expected = new Set<Observation>();
  let isEnded = false;

  const perform = (action: TestAction, values: Values): void => {
    const { Type, Parameters } = action;
    if (Type === 'OverrideSystemBehavior') add(action);
    if (Type === 'SendInstruction') time.after(1, () => press(keysOf(Parameters)));
    if (Type === 'TestControl' && commandOf(Parameters) === 'EndTest') end();
    if (Type !== 'Assert') return;
    const { Namespace = '', Operator = '', Operand = '' } = Parameters as Readonly<Record<string, string>>;
    const found = filledIn(Namespace, values);
    const holds =
      Operator === 'Exists' ? found !== '' : isMet({ Operator, Operands: [String(Operand)] }, found);
    if (!holds) failures.push(`${action.Identifier}: ${Namespace} is "${found}", not ${Operator} ${Operand}`);
  };

  const observe = (matches: (event: Observation['Event']) => boolean, values: Values): void => {
    if (isEnded) return;
    const found = [...expected].find(({ Event }) => matches(Event));
    if (!found) return;
    expected.delete(found);
    done.add(found.Identifier);
    for (const next of test.Observations)
      if (found.Transitions?.NextObservations?.includes(next.Identifier)) expected.add(next);
    found.Actions?.forEach((action) => perform(action, values));
  };

  const press = (keys: string): void => [...keys].forEach((key) => line.press('caller', key));
  const end = (): void => {
    isEnded = true;
    time.after(1, () => line.hangUp('caller'));
  };

  for (const observation of test.Observations)
    if (observation.Event.Type === 'TestInitiated') expected.add(observation);
  observe(({ Type }) => Type === 'TestInitiated', {});

  const watched: SimulatedConnectInstance = {
    ...instance,
    watch: {
      started: (action, _contact, values) =>
        observe((event) => isAction(event, action.Type, action.Parameters), values),
      said: (text, _contact, values) => observe((event) => isMessage(event, text), values),
    },
  };
  const contacts: ConnectContact[] = [];
  const line = drawLine({ from, to }, { over: () => undefined }, (drawn) => {
    const { contact, end: rung } = connectCall(
      { services: servicesFor(time, deliveryPlan), instance: watched, flow, queueLengths: new Map() },
      drawn,
    );
    contacts.push(contact);
    return rung;
  });
  await time.run(time.now() + mostMinutes * 60_000);
  line.hangUp('caller');
  observe(({ Type }) => Type === 'TestCompleted', {});

  const [contact] = contacts;
  if (!contact) throw new Error('Cannot run the test: no contact was made');
  const missing = isEnded
    ? []
    : [...expected].map(({ Identifier }) => `${Identifier}: the event did not come`);
  return {
    passed: failures.length + missing.length === 0,
    observations: test.Observations.map(({ Identifier }) => ({
      identifier: Identifier,
      passed: done.has(Identifier),
    })),
    failures: [...failures, ...missing],
    contact,
  };
};

/** A network without any other phones. */
const servicesFor = (time: NetworkServices['time'], deliveryPlan: DeliveryPlan): NetworkServices => ({
  time,
  transcript: () => undefined,
  records: { write: () => undefined },
  deliveryPlanFor: () => deliveryPlan,
  failed: () => undefined,
  overtakes: () => false,
  newId: () => 'contact-1',
  isOwned: () => false,
  dial: (request, caller) =>
    drawLine(request, caller, (line) => ringPhone(time, line, { kind: 'unreachable' })),
});

const keysOf = (parameters: TestAction['Parameters']): string => {
  const { Properties } = (parameters['Instruction'] ?? {}) as {
    readonly Properties?: { readonly Value?: string | number };
  };
  return String(Properties?.Value ?? '');
};

const commandOf = (parameters: TestAction['Parameters']): string | undefined =>
  (parameters['Command'] as { readonly Type?: string } | undefined)?.Type;

const isAction = (
  { Type, Properties = {} }: Observation['Event'],
  actionType: string,
  parameters: Readonly<Record<string, unknown>>,
): boolean =>
  Type === 'FlowActionStarted' &&
  Properties.ActionType?.trim() === actionType &&
  Object.entries(Properties.ActionParameters ?? {}).every(([name, value]) => parameters[name] === value);

const isMessage = ({ Type, Properties = {} }: Observation['Event'], text: string): boolean => {
  if (Type !== 'MessageReceived') return false;
  const expected = Properties.Text ?? '';
  return Properties.MatchingCriteria?.Type === 'Inclusion'
    ? text.includes(expected)
    : sharedWords(expected, text) >= similarity;
};

/** The share of the words of both texts that they have in common, from 0 to 1. */
const sharedWords = (one: string, other: string): number => {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 1 : [...a].filter((word) => b.has(word)).length / all.size;
};

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
