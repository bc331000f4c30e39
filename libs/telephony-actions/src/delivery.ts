import type { Clock, EpochSeconds } from '@dialplane/basics';
import type { AnswerStore, Claim, Run } from './answer-store';
import type { SmaAnswer } from './sma-answer';

/** One delivery of an event, and how it is answered. */
export type Delivery = {
  /** Answers by `work`, or as the event was answered before. */
  readonly answer: (work: () => Promise<SmaAnswer>) => Promise<SmaAnswer>;
  /** Tells that the time is over, and answers in place of the work, if there is something to say. */
  readonly late: (instead?: SmaAnswer) => Promise<SmaAnswer | undefined>;
};

/** A delivery of an event that may be answered each time that it comes. */
export const plainDelivery = (): Delivery => ({
  answer: (work) => work(),
  late: async (instead) => instead,
});

export type Once = {
  readonly answers: AnswerStore;
  readonly run: Run;
  readonly now: Clock;
  /** How long the run may hold the event, in seconds: longer than it may work, shorter than the 5 s to the next delivery. */
  readonly claimSeconds: number;
};

/**
 * A delivery of an event that is worked on once, however often it is delivered. While another delivery is at work this one
 * waits, because an error would use up the one retry that the service allows. Both parts reject if the other is not done
 * in time, or if the store fails.
 */
export const onceOnly = ({ answers, run, now, claimSeconds }: Once): Delivery => {
  let mine = false;
  let isLate = false;

  const claim = (): Promise<Claim> => {
    const second = now();
    return answers.claim(run, second, (second + claimSeconds) as EpochSeconds);
  };

  /** Keeps an answer; or gives the one that was kept before it, since the service may have heard that already. */
  const keep = async (answer: SmaAnswer): Promise<SmaAnswer> => {
    if ((await answers.keep(run, answer, now())) === 'kept') return answer;
    const found = await claim();
    if (found.kind === 'answered') return found.answer;
    throw atWork();
  };

  return {
    answer: async (work) => {
      let found = await claim();
      while (found.kind === 'busy' && !isLate) {
        await sleep(pollMilliseconds);
        found = await claim();
      }
      if (found.kind === 'answered') return found.answer;
      if (found.kind === 'busy') throw atWork();
      mine = true;
      return keep(await workOrGiveBack(work, answers, run));
    },

    late: async (instead) => {
      isLate = true;
      if (!instead) return undefined;
      if (!mine) throw atWork();
      return keep(instead);
    },
  };
};

const pollMilliseconds = 50;

const sleep = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds));

const atWork = (): Error =>
  new Error('Cannot answer the event: another delivery of it is at work, so the service has to ask again');

const workOrGiveBack = async (
  work: () => Promise<SmaAnswer>,
  answers: AnswerStore,
  run: Run,
): Promise<SmaAnswer> => {
  try {
    return await work();
  } catch (error) {
    throw await givenBack(answers, run, error);
  }
};

/** The error to throw once the event has been given back; both, if that failed too. The claim then ends by itself. */
const givenBack = async (answers: AnswerStore, run: Run, error: unknown): Promise<unknown> => {
  try {
    await answers.release(run);
    return error;
  } catch (failure) {
    return new AggregateError([error, failure], 'Cannot answer the event, nor give it back');
  }
};
