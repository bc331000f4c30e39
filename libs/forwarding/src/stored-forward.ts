import { isE164 } from '@dialplane/phone-numbers';
import type { StoredForward } from './forward';

/**
 * Reads a forward from the store. Only forwards that passed `parseForward` and `checkForward` are stored, so this checks only
 * what would break a call: it runs while a caller waits. Unknown fields are kept, because a newer version of this code may
 * have written them.
 *
 * @throws if it is not a forward, with every field that is wrong
 */
export const readStoredForward = (item: Fields): StoredForward => {
  const wrong = Object.entries(holds)
    .filter(([field, isRight]) => !isRight(item[field]))
    .map(([field]) => field);
  if (wrong.length === 0) return item as StoredForward;
  throw new Error(`Cannot read a forward from the store: ${wrong.join(', ')} missing or wrong`);
};

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const listOf = (isRight: (item: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(isRight);

const optional = (isRight: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || isRight(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const isNumber = (value: unknown) => isText(value) && isE164(value);

const isTarget = (value: unknown) =>
  isObject(value) &&
  (value.kind === 'phone'
    ? isNumber(value.number)
    : value.kind === 'trunk' && [value.trunk, value.user].every(isText));

const isRange = (value: unknown) =>
  isObject(value) && listOf(isText)(value.days) && isText(value.from) && isText(value.to);

const holds: Readonly<Record<keyof StoredForward, (value: unknown) => boolean>> = {
  number: isNumber,
  targets: listOf(isTarget),
  callerId: (value) => value === 'dialled' || value === 'caller',
  greeting: optional((value) => isObject(value) && isText(value.prompt) && isText(value.when)),
  hours: optional(
    (value) =>
      isObject(value) &&
      isText(value.zone) &&
      listOf(isRange)(value.weekly) &&
      optional(listOf(isText))(value.holidays) &&
      listOf(isTarget)(value.outside),
  ),
  blocked: optional(listOf(isText)),
  atEnd: (value) => value === 'apology' || value === 'message',
  version: (value) => Number.isInteger(value),
};
