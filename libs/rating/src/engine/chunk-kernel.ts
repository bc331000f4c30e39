import { dayOfKey, membershipOf } from '@dialplane/cdr';
import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import { type Kernel, type KernelLine, type KernelMemberships, openKernel } from '@dialplane/rating-kernel';
import { DateTime } from 'luxon';
import type { RunPlan } from '../plan/run-plan';

/** Opens a kernel that rates by a plan. Its lines are those of `kernelLines`, its days those of `daysOf`. */
export const kernelFor = (
  { window, patience, numbers }: RunPlan,
  lines: readonly KernelLine[],
  services: readonly string[],
  days: readonly number[],
  compiled: object,
): Kernel =>
  openKernel(
    {
      start: window.start,
      end: window.end,
      lookBackStart: lookBackStart(window.start, patience),
      days,
      masked: numbers === 'masked',
      lines,
      services,
    },
    compiled,
  );

/** The first seconds of the days on which a plan's records can lie, in its zone. */
export const daysOf = ({ window, patience }: RunPlan): readonly number[] => {
  const days: number[] = [];
  let day = DateTime.fromSeconds(lookBackStart(window.start, patience), { zone: window.zone }).startOf('day');
  for (; day.toSeconds() < window.end; day = day.plus({ days: 1 }).startOf('day')) days.push(day.toSeconds());
  return days;
};

/** The memberships of the records of an object, by when it arrived and under which day it is stored. */
export const membershipsIn =
  ({ window, patience }: RunPlan) =>
  (key: string, arrivedAt: EpochSeconds | undefined): KernelMemberships => {
    const lookBack = lookBackStart(window.start, patience);
    const stored = { arrivedAt, day: dayOfKey(key) };
    const at = (moment: EpochSeconds) => membershipOf(moment, stored, window, patience);
    return {
      after: at(window.end),
      inWindow: at(window.start),
      inLookBack: at(secondsAfter(window.start, -1)),
      older: at(secondsAfter(lookBack, -1)),
    };
  };

/** The first second whose calls a run of the window may rate. */
export const lookBackStart = (start: EpochSeconds, { lookBackDays }: RunPlan['patience']): EpochSeconds =>
  secondsAfter(start, -lookBackDays * 86_400);
