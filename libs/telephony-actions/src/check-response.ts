import { checkAction, checkActionName } from './check-action';
import { bytesIn, wholeNumber } from './rules/holds';
import { broken, type BrokenRule, isObject, type Reader, type Rule } from './rules/rule';

const mostActions = 10;

/** The rules of a response, apart from its actions. */
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
    message: 'must be a list, or null to keep the queued actions',
    holds: (value) => value === null || Array.isArray(value),
  },
  {
    id: 'response/action-count',
    path: 'Actions',
    message: `must hold at most ${mostActions} actions`,
    hint: 'send the rest in response to the next event',
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
    reading: 'allowed',
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
    hint: 'keep large values in a store, and only their keys here',
    holds: (value) => bytesIn(JSON.stringify(value)) <= 20_000,
    reading: {
      message: 'must be at most 20480 bytes of JSON',
      holds: (value) => bytesIn(JSON.stringify(value)) <= 20_480,
    },
  },
];

/**
 * Every documented rule that a response breaks, including those of its actions; empty if it is valid. Accepts any value.
 *
 * @param as `sender` before we send it (strict), `service` as the service reads it (lenient where documents disagree)
 */
export const checkResponse = (answer: unknown, as: Reader): BrokenRule[] =>
  checked(answer, as, (action, at) => checkAction(action, as, at));

/** The same without the parameters of the actions: only what makes the service reject the response. */
export const checkEnvelope = (answer: unknown, as: Reader): BrokenRule[] =>
  checked(answer, as, checkActionName);

const checked = (
  answer: unknown,
  as: Reader,
  check: (action: unknown, at: string) => BrokenRule[],
): BrokenRule[] => {
  if (!isObject(answer)) {
    return [{ rule: 'response/object', path: '', message: 'must be an object, not text, a list or nothing' }];
  }
  const actions = Array.isArray(answer['Actions']) ? answer['Actions'] : [];
  return [
    ...broken(answerRules, answer, as),
    ...actions.flatMap((action, index) => check(action, `Actions.${index}`)),
  ];
};

/** The rules of a call, apart from its responses. */
export const callRules: readonly Rule[] = [
  {
    id: 'call/invocations',
    path: 'Sequence',
    message: 'must be at most 1000: the service sends no more events in one call',
    hint: 'check for actions that repeat without end',
    holds: wholeNumber(0, 1000),
  },
];

/** Checks that a call has had at most as many events as the service allows; empty if so. */
export const checkSequence = (sequence: number): BrokenRule[] =>
  broken(callRules, { Sequence: sequence }, 'service');

const entries = (value: unknown): number => (isObject(value) ? Object.keys(value).length : 0);
