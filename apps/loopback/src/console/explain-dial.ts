import { type EpochSeconds, isoTime } from '@dialplane/basics';
import {
  type CallTarget,
  type DialDecision,
  type Dialtone,
  decideDial,
  messageFor,
} from '@dialplane/dialtone';
import type { Schemas } from './schemas';

/** A dry run: whether an extension may dial something at a moment, and which rule says so. The caps are not checked. */
export const explainDial = (
  dialtone: Dialtone,
  user: string,
  dials: string,
  at: EpochSeconds,
): Schemas['DialExplanation'] => {
  const extension = dialtone.extensions.find((it) => it.user === user);
  const decision = decideDial(dialtone, extension, dials, at);
  return { at: isoTime(at), ...viewOf(dialtone, decision) };
};

const viewOf = (dialtone: Dialtone, decision: DialDecision): Omit<Schemas['DialExplanation'], 'at'> => {
  switch (decision.kind) {
    case 'refuse':
      return {
        placed: false,
        rule: decision.because,
        sentence: `The call is refused by the rule "${decision.because}".`,
        targets: [],
        hears: messageFor(dialtone, decision.because),
      };
    case 'emergency':
    case 'emergency-test':
    case 'crisis-line':
      return {
        placed: true,
        rule: decision.kind,
        sentence: `${names[decision.kind]}: it is placed at once, and no rule or cap applies. ${locations[decision.location]}`,
        targets: [decision.number],
        callerId: decision.callerId,
      };
    default:
      return {
        placed: true,
        rule: decision.kind,
        sentence: `${kinds[decision.counted]}: it is placed unless a cap of "${decision.extension.user}" is reached.`,
        targets: decision.targets.map(targetText),
        callerId: decision.callerId,
        counted: decision.counted,
        dollarsPerMinute: decision.microsPerMinute / 1_000_000,
      };
  }
};

const names = {
  emergency: 'An emergency call',
  'emergency-test': 'A test of the emergency address',
  'crisis-line': 'A call to the crisis line',
} as const;

const locations = {
  registered: 'The dispatcher sees the registered address.',
  unregistered: 'The number has no registered address, so the caller must tell where they are.',
  'unknown-phone': 'The phone is not in the list, so the number for unknown phones is shown.',
} as const;

const kinds = {
  'on-net': 'A call to one of our own phones',
  operator: 'A call to the operator or the menu',
  'toll-free': 'A toll-free call',
  domestic: 'A call within the home country',
  international: 'A call to another country that the policy allows',
} as const;

const targetText = (target: CallTarget): string => {
  switch (target.kind) {
    case 'number':
      return target.number;
    case 'extension':
      return target.user;
    case 'sip':
      return target.uri;
  }
};
