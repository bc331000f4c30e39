import { forbiddenNow, parameterFailure } from './action-checks';
import { actionFailed, type ActionResult, type ActionContext, type RunningAction } from './action-context';
import type { ReceivedAction } from './read-response';
import type { SimulatedLeg } from './simulated-leg';
import { alwaysReported, interruptible, runAction } from './sma-actions';

/** An action, and the leg that it works on. */
export type LegAction = { readonly action: ReceivedAction; readonly leg: SimulatedLeg };

/** The queued actions of a call: they run one at a time, in order. */
export type ActionList = {
  /** Replaces the queued actions. A running action finishes first. `about` is the leg of the event. */
  readonly replace: (actions: readonly ReceivedAction[], about: SimulatedLeg) => void;
  /** Clears the queue. */
  readonly drop: () => void;
  readonly running: () => LegAction | undefined;
  /** Stops what runs on a leg that has ended, and clears the queue. */
  readonly legEnded: (leg: SimulatedLeg) => void;
  /** Interrupts the running action if that is possible, without a result, and returns it. */
  readonly interrupt: () => LegAction | undefined;
};

export type ActionListOptions = {
  /** The leg that an action works on; undefined if it has ended. */
  readonly legOf: (action: ReceivedAction, about: SimulatedLeg) => SimulatedLeg | undefined;
  readonly contextFor: (work: LegAction, done: (result: ActionResult) => void) => ActionContext;
  /** @returns whether the success of the hang-up is reported: another leg is still up. */
  readonly hangUp: (leg: SimulatedLeg, code: number) => boolean;
  /** Whether two parties are connected by a bridge. */
  readonly isBridged: () => boolean;
  /** Whether the caller is in a meeting. */
  readonly inMeeting: () => boolean;
  /** Called when an action is taken from the queue. */
  readonly taken: () => void;
  /** Called with each failure, and with each success that the service reports. */
  readonly report: (work: LegAction, result: ActionResult) => void;
  /** Called when an action is over, after its report. */
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
      const failure = leg
        ? (parameterFailure(action) ?? forbiddenNow(action, options))
        : actionFailed('InvalidActionParameter', 'The call leg is not connected');
      if (failure || !leg) finish({ action, leg: leg ?? about }, failure ?? { ok: true });
      else if (action.Type === 'Hangup') hangUp({ action, leg });
      else start({ action, leg });
    }
  };

  /** Only further hang-ups run after a hang-up: our reading of "Hangup ends the call leg". */
  const hangUp = (work: LegAction): void => {
    const rest = waiting.filter(({ Type }) => Type === 'Hangup');
    waiting = [];
    const reported = options.hangUp(work.leg, Number(work.action.Parameters?.['SipResponseCode'] ?? 0));
    waiting = rest;
    if (!reported)
      waiting = []; // no leg is left: nothing can be hung up, and nothing is reported
    else if (rest.length === 0) options.report(work, { ok: true });
  };

  const start = (work: LegAction): void => {
    const process = runAction(
      options.contextFor(work, (result) => finish(work, result)),
      work.action,
    );
    current = { ...work, process };
  };

  const finish = (work: LegAction, result: ActionResult): void => {
    current = undefined;
    if (!result.ok) waiting = []; // a failed action clears the rest (page use-case-2)
    if (waiting.length === 0 || alwaysReported.has(work.action.Type)) options.report(work, result);
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
