import type { EpochSeconds } from '@dialplane/basics';
import { type AnswerStore, type EventName, keepSeconds } from './answer-store';
import type { SmaAnswer } from './sma-answer';

type Item = {
  readonly claimedBy: string;
  readonly claimedUntil: EpochSeconds;
  readonly answer?: SmaAnswer;
  readonly forgetAt: number;
};

/** Answers in memory: for tests and for one process. Sandboxes of a Lambda do not share it. */
export const memoryAnswers = (): AnswerStore => {
  const items = new Map<string, Item>();

  const forget = (now: EpochSeconds) => {
    for (const [name, { forgetAt }] of items) if (forgetAt <= now) items.delete(name);
  };

  return {
    claim: async ({ event, by }, now, until) => {
      forget(now);
      const found = items.get(nameOf(event));
      if (found?.answer) return { kind: 'answered', answer: found.answer };
      if (found && found.claimedUntil > now) return { kind: found.claimedBy === by ? 'mine' : 'busy' };
      items.set(nameOf(event), { claimedBy: by, claimedUntil: until, forgetAt: until + keepSeconds });
      return { kind: 'mine' };
    },

    keep: async ({ event, by }, answer, now) => {
      const found = items.get(nameOf(event));
      if (found?.claimedBy !== by || found.answer) return 'lost';
      items.set(nameOf(event), { ...found, answer, forgetAt: now + keepSeconds });
      return 'kept';
    },

    release: async ({ event, by }) => {
      const found = items.get(nameOf(event));
      if (found?.claimedBy === by && !found.answer) items.delete(nameOf(event));
    },
  };
};

const nameOf = ({ transactionId, sequence }: EventName): string => `${transactionId}#${sequence}`;
