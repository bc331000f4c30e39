import { actionFailed, type Parameters, type RunningAction, type Stage } from '../stage';
import { numberOf, textOf } from './parameters';

/**
 * CallAndBridge (developer guide, page call-and-bridge). With a ringback prompt the caller is answered at once, since there
 * is something to hear; without one, when the other side answers. That is our reading of the page's diagrams.
 */
export const bridge = (stage: Stage, parameters: Parameters): RunningAction => {
  const { leg, time } = stage;
  const callerId = textOf(parameters['CallerIdNumber']);
  if (callerId !== leg.from && !stage.isOwned(callerId)) {
    // As reported from live accounts: the number must be the account's own, or the caller's.
    const soon = time.after(1, () =>
      stage.done(actionFailed('InvalidActionParameter', '403: Caller Id not valid')),
    );
    return { stop: soon };
  }
  if (parameters['RingbackTone']) stage.pickUp(leg);

  let stopped = false;
  const [endpoint = {}] = parameters['Endpoints'] as readonly Readonly<Record<string, unknown>>[];
  const ringing = stage.ring(
    {
      from: callerId,
      to: textOf(endpoint['Uri']),
      ...(endpoint['BridgeEndpointType'] === 'AWS' && { trunk: textOf(endpoint['Arn']) }),
      headers: (parameters['SipHeaders'] ?? {}) as Readonly<Record<string, string>>,
    },
    (how) => {
      stopWaiting();
      if (stopped) return;
      if (how === 'answered') {
        stage.pickUp(leg);
        stage.done({ ok: true });
      } else {
        stage.done(actionFailed('CallNotAnswered', 'Call not answered'));
      }
    },
  );
  const stopWaiting = time.after(numberOf(parameters['CallTimeoutSeconds'], 30) * 1000, ringing.giveUp);
  return {
    stop: () => {
      stopped = true;
      ringing.giveUp();
    },
  };
};
