import type { Cancel } from '../time';
import type { FlowStage } from './flow-stage';

const defaultSeconds = 5;
const defaultInterdigitSeconds = 5;
const defaultDigits = 20;

/**
 * GetParticipantInput: takes keys while the prompt plays and afterwards. With StoreInput, `#` ends the input and `*` cancels
 * it; no digit in time takes the NoMatchingError branch. That is our reading of flows that the console exports.
 */
export const askForInput = (stage: FlowStage): void => {
  const { time, action, done } = stage;
  const { Parameters } = action;
  const stores = String(Parameters.StoreInput).toLowerCase() === 'true';
  const dtmf = (Parameters.DTMFConfiguration ?? {}) as Readonly<Record<string, string | undefined>>;
  const validation = (Parameters.InputValidation ?? {}) as {
    readonly CustomValidation?: { readonly MaximumLength?: string };
  };
  const most = stores ? Number(validation.CustomValidation?.MaximumLength ?? defaultDigits) : 1;
  const cancels = stores && String(dtmf.DisableCancelKey).toLowerCase() !== 'true';
  const between = Number(dtmf.InterdigitTimeLimitSeconds ?? defaultInterdigitSeconds) * 1000;
  const patience = Number(Parameters.InputTimeLimitSeconds ?? defaultSeconds) * 1000;

  let digits = '';
  let clock: Cancel = () => undefined;
  const wait = (milliseconds: number, over: () => void): void => {
    clock();
    clock = time.after(milliseconds, over);
  };

  const finish = (): void => {
    clock();
    if (!stores) {
      if (digits === '') done({ kind: 'error', type: 'InputTimeLimitExceeded' });
      else done({ kind: 'value', value: digits });
      return;
    }
    if (digits === '') return done({ kind: 'error', type: 'NoMatchingError' });
    stage.setStoredInput(digits);
    done({ kind: 'next' });
  };

  stage.takeKeys((key) => {
    if (stores && key === '#') return finish();
    if (cancels && key === '*') {
      digits = '';
      return wait(patience, finish);
    }
    digits += key;
    if (digits.length >= most) finish();
    else wait(between, finish);
  });
  wait(stage.play() + patience, finish);
  stage.untilOver(() => clock());
};
