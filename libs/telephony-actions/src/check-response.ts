import { checkAction, checkActionName } from './check-action';
import { bytesIn, wholeNumber } from './rules/holds';
import { broken, type BrokenRule, isObject, type Reader, type Rule } from './rules/rule';

const mostActions = 10;

/** The rules of the answer around its actions. */
export const answerRules: readonly Rule[] = [
  {
    id: 'response/schema-version',
    path: 'SchemaVersion',
    message: 'must be "1.0"',
    required: true,
    holds: (value) => value === '1.0',
  },
  {
    id: 'response/actions',
    path: 'Actions',
    message: 'must be a list, or null to keep what is queued',
    holds: (value) => value === null || Array.isArray(value),
  },
  {
    id: 'response/action-count',
    path: 'Actions',
    message: `must hold at most ${mostActions} actions`,
    hint: 'answer the event that follows with the rest',
    holds: (value) => !Array.isArray(value) || value.length <= mostActions,
  },
  {
    id: 'response/attributes',
    path: 'TransactionAttributes',
    message: 'must be a map',
    holds: isObject,
    reading: { message: 'must be a map or null', holds: (value) => value === null || isObject(value) },
  },
  {
    id: 'response/attribute-text',
    path: 'TransactionAttributes.*',
    message: 'must be text',
    holds: (value) => typeof value === 'string',
  },
  {
    id: 'response/attribute-count',
    path: 'TransactionAttributes',
    message: 'must hold at most 10 attributes',
    hint: 'one page allows 100, and another refuses an 11th',
    holds: (value) => entries(value) <= 10,
    reading: { message: 'must hold at most 100 attributes', holds: (value) => entries(value) <= 100 },
  },
  {
    id: 'response/attribute-size',
    path: 'TransactionAttributes',
    message: 'must be at most 20000 bytes of JSON',
    hint: 'keep what is large in a store, and its key here',
    holds: (value) => bytesIn(JSON.stringify(value)) <= 20_000,
    reading: {
      message: 'must be at most 20480 bytes of JSON',
      holds: (value) => bytesIn(JSON.stringify(value)) <= 20_480,
    },
  },
];

/**
 * Lists every documented rule that an answer breaks, its actions' included; an empty list means that it is right. It
 * bears any value.
 *
 * @param as `sender` before we send it (strict), `service` as the service reads it (loose, where documents disagree)
 */
export const checkResponse = (answer: unknown, as: Reader): BrokenRule[] =>
  checked(answer, as, (action, at) => checkAction(action, as, at));

/** The same without the actions' parameters: what spoils an answer as a whole. */
export const checkEnvelope = (answer: unknown, as: Reader): BrokenRule[] =>
  checked(answer, as, checkActionName);

const checked = (
  answer: unknown,
  as: Reader,
  check: (action: unknown, at: string) => BrokenRule[],
): BrokenRule[] => {
  if (!isObject(answer)) {
    return [{ rule: 'response/object', path: '', message: 'must be an object, not text, nothing or a list' }];
  }
  const actions = Array.isArray(answer['Actions']) ? answer['Actions'] : [];
  return [
    ...broken(answerRules, answer, as),
    ...actions.flatMap((action, index) => check(action, `Actions.${index}`)),
  ];
};

/** The rule of the call around its answers. */
export const callRules: readonly Rule[] = [
  {
    id: 'call/invocations',
    path: 'Sequence',
    message: 'must be at most 1000: the service asks no oftener in one call',
    hint: 'look for a loop of actions',
    holds: wholeNumber(0, 1000),
  },
];

/** Whether a call has had more events than the service allows; an empty list means that it has not. */
export const checkSequence = (sequence: number): BrokenRule[] =>
  broken(callRules, { Sequence: sequence }, 'service');

const entries = (value: unknown): number => (isObject(value) ? Object.keys(value).length : 0);
