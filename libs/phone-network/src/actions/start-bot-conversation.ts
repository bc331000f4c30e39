import type { Parameters, RunningAction, ActionContext } from '../action-context';

const conversationMilliseconds = 5_000;

/** StartBotConversation (page start-bot-conversation). The virtual bot does not understand speech: it always ends with a fallback intent. */
export const simulateStartBotConversation = (
  context: ActionContext,
  _parameters: Parameters,
): RunningAction => {
  context.pickUp(context.leg);
  const intent = {
    Name: 'FallbackIntent',
    Slots: {},
    State: 'ReadyForFulfillment',
    ConfirmationState: 'None',
  };
  return {
    stop: context.time.after(conversationMilliseconds, () =>
      context.done({
        ok: true,
        data: {
          IntentResult: {
            SessionId: context.leg.callId, // the page says: the session id is the call id
            SessionState: { SessionAttributes: {}, Intent: intent },
            Interpretations: [{ Intent: intent }],
          },
        },
      }),
    ),
  };
};
