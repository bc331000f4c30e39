import { actionFailed, type Parameters, type RunningAction, type ActionContext } from '../action-context';
import { numberParameter, textParameter } from './parameters';

/**
 * CallAndBridge (developer guide, page call-and-bridge). With a ringback prompt the caller's leg is answered at once, so that
 * the prompt can be heard; without one, when the callee answers. That is our reading of the page's diagrams.
 */
export const simulateBridge = (context: ActionContext, parameters: Parameters): RunningAction => {
  const { leg, time } = context;
  const callerId = textParameter(parameters['CallerIdNumber']);
  if (callerId !== leg.from && !context.isOwned(callerId)) {
    // As reported from live accounts: the number must be the account's own, or the caller's.
    const soon = time.after(1, () =>
      context.done(actionFailed('InvalidActionParameter', '403: Caller Id not valid')),
    );
    return { stop: soon };
  }
  const [endpoint = {}] = parameters['Endpoints'] as readonly Readonly<Record<string, unknown>>[];
  if (endpoint['BridgeEndpointType'] === 'AWS' && !isOfAccount(textParameter(endpoint['Arn']), context)) {
    // As a published log shows for a Voice Connector of another account.
    const soon = time.after(1, () =>
      context.done(actionFailed('InvalidActionParameter', 'The Voice Connector is not in this account')),
    );
    return { stop: soon };
  }
  if (parameters['RingbackTone']) context.pickUp(leg);

  let stopped = false;
  const ringing = context.ring(
    {
      from: callerId,
      to: textParameter(endpoint['Uri']),
      ...(endpoint['BridgeEndpointType'] === 'AWS' && { trunk: textParameter(endpoint['Arn']) }),
      headers: (parameters['SipHeaders'] ?? {}) as Readonly<Record<string, string>>,
    },
    (how) => {
      stopWaiting();
      if (stopped) return;
      if (how === 'answered') {
        context.pickUp(leg);
        context.done({ ok: true });
      } else {
        context.done(actionFailed('CallNotAnswered', 'Call not answered'));
      }
    },
  );
  const stopWaiting = time.after(
    numberParameter(parameters['CallTimeoutSeconds'], 30) * 1000,
    ringing.giveUp,
  );
  return {
    stop: () => {
      stopped = true;
      ringing.giveUp();
    },
  };
};

const isOfAccount = (arn: string, { application }: ActionContext): boolean =>
  arn.split(':')[4] === application.accountId;
