import type { ActionContext, RunningAction } from '../action-context';

/** Actions without an audible effect in a virtual network: they succeed a moment later. */
export const succeedAtOnce = (context: ActionContext): RunningAction => ({
  stop: context.time.after(1, () => context.done({ ok: true })),
});

/** JoinChimeMeeting (page join-chime-meeting): the meeting becomes LEG-B of the call. It is empty. */
export const simulateJoinChimeMeeting = (context: ActionContext): RunningAction => {
  context.pickUp(context.leg);
  return {
    stop: context.time.after(1, () => {
      context.joinMeeting();
      context.done({ ok: true });
    }),
  };
};
