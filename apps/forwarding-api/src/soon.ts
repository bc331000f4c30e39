import { type EpochSeconds, secondsAfter } from '@dialplane/basics';

/** When an answer is due: API Gateway waits 30 seconds, a person less. What is not done by then goes on by itself. */
export const soon = (now: EpochSeconds): EpochSeconds => secondsAfter(now, 8);
