import type { Parameters, RunningAction, Stage } from '../stage';

const conversationMilliseconds = 5_000;

/** StartBotConversation (page start-bot-conversation). The virtual bot understands nothing: it always ends with a fallback intent. */
export const startBotConversation = (stage: Stage, _parameters: Parameters): RunningAction => {
  stage.pickUp(stage.leg);
  const intent = {
    Name: 'FallbackIntent',
    Slots: {},
    State: 'ReadyForFulfillment',
    ConfirmationState: 'None',
  };
  return {
    stop: stage.time.after(conversationMilliseconds, () =>
      stage.done({
        ok: true,
        data: {
          IntentResult: {
            SessionId: stage.leg.callId, // the page says: the session id is the call id
            SessionState: { SessionAttributes: {}, Intent: intent },
            Interpretations: [{ Intent: intent }],
          },
        },
      }),
    ),
  };
};
