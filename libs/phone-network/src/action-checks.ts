import { checkAction as brokenRules } from '@dialplane/telephony-actions';
import { actionFailed, type ActionResult } from './action-context';
import type { ReceivedAction } from './read-response';

/**
 * The failure of an action with wrong parameters: undefined if they are right. Error types as on the pages of the actions and
 * on unexpected-action-fail.
 */
export const parameterFailure = (action: ReceivedAction): ActionResult | undefined => {
  const [issue] = brokenRules(action, 'service');
  if (!issue) return undefined;
  return actionFailed(errorType(action, issue.rule, issue.path), `${issue.path} ${issue.message}`);
};

const errorType = (action: ReceivedAction, rule: string, path: string): string => {
  if (rule.startsWith('s3/') && /AudioSource|RingbackTone/.test(path)) return 'InvalidAudioSource';
  if (action.Type === 'Speak' && rule === 'speech/text') return 'MissingRequiredActionParameter'; // also if too long (page speak)
  return valueAt(action, path) === undefined ? 'MissingRequiredActionParameter' : 'InvalidActionParameter';
};

const valueAt = (action: ReceivedAction, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined,
      action,
    );

/** What the state of a call forbids: undefined if the action may run (pages join-chime-meeting, start-bot-conversation). */
export const forbiddenNow = (
  { Type }: ReceivedAction,
  { isBridged, inMeeting }: { readonly isBridged: () => boolean; readonly inMeeting: () => boolean },
): ActionResult | undefined => {
  if (Type === 'JoinChimeMeeting' && isBridged())
    return { ok: false, data: { Error: 'ErrorJoiningMeeting: Call is bridged' } };
  if (Type === 'StartBotConversation' && (isBridged() || inMeeting()))
    return actionFailed('InvalidActionParameter', 'Call is bridged or in a meeting');
  if (Type === 'ModifyChimeMeetingAttendees' && !inMeeting())
    return {
      ok: false,
      data: {
        ErrorType: 'InvalidActionParameter',
        ErrorMessage: 'Call is not connected to the meeting',
        ErrorList: [],
      },
    };
  return undefined;
};
