import { type EpochSeconds, secondsAfter } from '@dialplane/basics';

/** When a response is due: API Gateway waits 30 seconds, people wait less. Unfinished work is resumed later. */
export const soon = (now: EpochSeconds): EpochSeconds => secondsAfter(now, 8);
