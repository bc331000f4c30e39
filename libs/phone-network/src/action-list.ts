import { checkAction } from '@dialplane/telephony-actions';
import { interruptible, runAction } from './sma-actions';
import type { ReceivedAction } from './read-response';
import type { SimulatedLeg } from './simulated-leg';
import { actionFailed, type ActionResult, type RunningAction, type ActionContext } from './action-context';

/** An action, and the leg that it works on. */
export type LegAction = { readonly action: ReceivedAction; readonly leg: SimulatedLeg };

/** The actions that a call has been told to do: one at a time, in order. */
export type ActionList = {
  /** Puts a new list in place of what was waiting. What runs finishes first. `about` is the leg they are for. */
  readonly replace: (actions: readonly ReceivedAction[], about: SimulatedLeg) => void;
  /** Drops what is waiting. */
  readonly drop: () => void;
  readonly running: () => LegAction | undefined;
  /** Stops what runs on a leg that has ended, and drops the rest. */
  readonly legEnded: (leg: SimulatedLeg) => void;
  /** Cuts short what runs, if that can be cut short: gives it back, and no result of it is told. */
  readonly interrupt: () => LegAction | undefined;
};

export type ActionListOptions = {
  /** The leg that an action works on, or nothing if it has ended. */
  readonly legOf: (action: ReceivedAction, about: SimulatedLeg) => SimulatedLeg | undefined;
  readonly contextFor: (work: LegAction, done: (result: ActionResult) => void) => ActionContext;
  readonly hangUp: (leg: SimulatedLeg, code: number) => void;
  /** Told when an action is taken from the list. */
  readonly taken: () => void;
  /** Told of an action that failed, and of the last one of a list that succeeded. */
  readonly report: (work: LegAction, result: ActionResult) => void;
  /** Told of every action that is over, after its report. */
  readonly over: () => void;
};

export const actionList = (options: ActionListOptions): ActionList => {
  let waiting: ReceivedAction[] = [];
  let about: SimulatedLeg | undefined;
  let current: (LegAction & { readonly process: RunningAction }) | undefined;

  const step = (): void => {
    while (!current && about) {
      const action = waiting.shift();
      if (!action) return;
      options.taken();
      const leg = options.legOf(action, about);
      const [issue] = checkAction(action, 'service');
      if (!leg) refuse({ action, leg: about }, 'The call leg is not connected');
      else if (issue) refuse({ action, leg }, `${issue.path} ${issue.message}`);
      else if (action.Type === 'Hangup')
        options.hangUp(leg, Number(action.Parameters?.['SipResponseCode'] ?? 0));
      else start({ action, leg });
    }
  };

  const start = (work: LegAction): void => {
    const process = runAction(
      options.contextFor(work, (result) => finish(work, result)),
      work.action,
    );
    current = { ...work, process };
  };

  const refuse = (work: LegAction, message: string): void =>
    finish(work, actionFailed('InvalidActionParameter', message));

  const finish = (work: LegAction, result: ActionResult): void => {
    current = undefined;
    if (!result.ok) waiting = []; // a failed action clears the rest (page use-case-2)
    if (waiting.length === 0) options.report(work, result);
    options.over();
    step();
  };

  const stop = (): void => {
    const stopped = current;
    current = undefined;
    stopped?.process.stop();
  };

  return {
    replace: (actions, leg) => {
      waiting = [...actions];
      about = leg;
      step();
    },
    drop: () => {
      waiting = [];
    },
    running: () => current,
    legEnded: (leg) => {
      if (current?.leg !== leg) return;
      waiting = [];
      stop();
    },
    interrupt: () => {
      if (!current || !interruptible.has(current.action.Type)) return undefined;
      const interrupted = current;
      stop();
      return interrupted;
    },
  };
};
