import type { Clock, EpochSeconds } from '@dialplane/kernel';
import type { AnswerStore, Run } from './answer-store';
import type { SmaAnswer } from './sma-answer';

export type Once = {
  readonly answers: AnswerStore;
  readonly run: Run;
  readonly now: Clock;
  /** How long the run may hold the event, in seconds: longer than it may work, shorter than the 5 s to the next delivery. */
  readonly claimSeconds: number;
  /** Whether it still makes sense to wait for another run. */
  readonly patient: () => boolean;
  /** Told when the event is this run's. */
  readonly claimed: () => void;
};

/**
 * Runs `work` for an event, unless another delivery of the same event has been answered: then that answer is given again.
 * While another delivery is at work it waits, because an error would use up the one retry that the service allows.
 *
 * @throws Error if the other delivery is not done in time; whatever `work` throws, after giving the event back
 */
export const answerOnce = async (once: Once, work: () => Promise<SmaAnswer>): Promise<SmaAnswer> => {
  const { answers, run, claimed } = once;
  for (;;) {
    const claim = await claimOf(once);
    if (claim.kind === 'answered') return claim.answer;
    if (claim.kind === 'mine') break;
    if (!once.patient())
      throw new Error('Cannot answer the event: another delivery of it is at work, come back');
    await sleep(pollMilliseconds);
  }
  claimed();

  let answer: SmaAnswer;
  try {
    answer = await work();
  } catch (error) {
    throw await givenBack(answers, run, error);
  }
  return keptAnswer(once, answer);
};

/** Keeps an answer; or gives the one that was kept before it, since the service may have heard that already. */
export const keptAnswer = async (once: Once, answer: SmaAnswer): Promise<SmaAnswer> => {
  if ((await once.answers.keep(once.run, answer, once.now())) === 'kept') return answer;
  const claim = await claimOf(once);
  if (claim.kind === 'answered') return claim.answer;
  throw new Error('Cannot answer the event: another delivery took it over, come back');
};

const pollMilliseconds = 50;

const claimOf = ({ answers, run, now, claimSeconds }: Once) => {
  const second = now();
  return answers.claim(run, second, (second + claimSeconds) as EpochSeconds);
};

const sleep = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds));

/** The error to throw once the event has been given back; both, if that failed too. The claim then ends by itself. */
const givenBack = async (answers: AnswerStore, run: Run, error: unknown): Promise<unknown> => {
  try {
    await answers.release(run);
    return error;
  } catch (failure) {
    return new AggregateError([error, failure], 'Cannot answer the event, nor give it back');
  }
};
