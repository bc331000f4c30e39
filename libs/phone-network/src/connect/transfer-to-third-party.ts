import { failureResponses } from '../line';
import type { Cancel } from '../time';
import type { FlowStage } from './flow-stage';

const defaultSeconds = 30;

/**
 * TransferParticipantToThirdParty: rings a number and joins the two calls. The third party sees the customer's own number,
 * unless the block sets a caller ID (administrator guide, "Transfer to phone number").
 */
export const transferToThirdParty = (stage: FlowStage): void => {
  const { time, contact, action, done } = stage;
  const { Parameters } = action;
  const to = String(Parameters.ThirdPartyPhoneNumber ?? '');
  const limit =
    Parameters.ThirdPartyConnectionTimeLimitSeconds ?? Parameters.ThirdPartyConnectionTimeoutSeconds;
  const continues = String(Parameters.ContinueFlowExecution).toLowerCase() === 'true';
  const callerId = Parameters.CallerId as { readonly Number?: string } | undefined;
  if (to === '') return done({ kind: 'error', type: 'NoMatchingError' });

  let isUp = false;
  let stopRinging: Cancel = () => undefined;
  stage.tell(to, 'INVITE');
  const line = stage.dial(
    { from: callerId?.Number ?? contact.customer, to, headers: {} },
    {
      ringing: () => stage.hear(to, '180 Ringing'),
      answered: () => {
        stopRinging();
        isUp = true;
        contact.state = 'transferred';
        stage.hear(to, '200 OK');
        for (const digit of String(Parameters.ThirdPartyDTMFDigits ?? '').replaceAll(',', ''))
          line.press('caller', digit);
        stage.takeKeys((digit) => line.press('caller', digit));
      },
      keyed: (digit) => stage.press(digit),
      over: (why) => {
        stopRinging();
        stage.hear(to, typeof why === 'number' ? failureResponses[why] : 'BYE');
        if (!isUp) return done({ kind: 'error', type: 'CallFailed' });
        contact.state = 'in-flow';
        if (continues) done({ kind: 'next' });
        else stage.endContact();
      },
    },
  );
  stopRinging = time.after(Number(limit ?? defaultSeconds) * 1000, () => {
    line.hangUp('caller');
    stage.tell(to, 'CANCEL');
    done({ kind: 'error', type: 'ConnectionTimeLimitExceeded' });
  });
  stage.untilOver(() => {
    stopRinging();
    if (line.state() === 'over') return;
    stage.tell(to, isUp ? 'BYE' : 'CANCEL');
    line.hangUp('caller');
  });
};
