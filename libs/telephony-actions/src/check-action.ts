import { broken, type BrokenRule, isObject, joined, type Reader } from './rules/rule';
import { unknownFields } from './rules/unknown-fields';
import { actionRules, isActionType, type SmaActionType } from './sma-action';

/**
 * Every documented rule that an action breaks; empty if it is valid. Accepts any value.
 *
 * @param as `sender` before we send it (strict), `service` as the service reads it (lenient where documents disagree)
 * @param at the place of the action, for the paths, such as `Actions.0`
 */
export const checkAction = (action: unknown, as: Reader, at = ''): BrokenRule[] => {
  const nameless = checkActionName(action, at);
  if (nameless.length > 0) return nameless;

  const { Type, Parameters } = action as { readonly Type: SmaActionType; readonly Parameters?: unknown };
  const path = joined(at, 'Parameters');
  const parameters = parametersOf(Parameters, as);
  if (!parameters) return [wrong('action/parameters', path, 'must be an object')];
  const rules = actionRules[Type];
  return [
    ...broken(rules, parameters, as, path),
    ...(as === 'sender' ? unknownFields(rules, parameters, path) : []),
  ];
};

/** Checks only that a value is an action with a known name; empty if it is. */
export const checkActionName = (action: unknown, at = ''): BrokenRule[] => {
  if (!isObject(action)) return [wrong('action/object', at, 'must be an action: {Type, Parameters}')];
  const { Type } = action;
  return isActionType(Type) ? [] : [wrong('action/type', joined(at, 'Type'), misnamed(Type))];
};

const parametersOf = (parameters: unknown, as: Reader) => {
  if (isObject(parameters)) return parameters;
  return as === 'service' && parameters === undefined ? {} : undefined;
};

const wrong = (rule: string, path: string, message: string): BrokenRule => ({ rule, path, message });

const misnamed = (name: unknown): string =>
  name === 'Answer' || name === 'AnswerCall'
    ? 'must be the name of an action: there is none for answering, any sound or pause answers'
    : `must be the name of an action: ${(Object.keys(actionRules) as SmaActionType[]).join(', ')}`;
