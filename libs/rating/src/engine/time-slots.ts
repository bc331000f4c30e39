import type { RunPlan } from '../plan/run-plan';
import { lookBackStart } from './chunk-kernel';

/**
 * The slots of time into which the calls of a run fall, so that all calls of a slot fit into memory. No slot reaches into a second day, or a
 * second month.
 */
export type TimeSlots = {
  readonly count: number;
  readonly slotOf: (at: number) => number;
  /** The first second of a slot. */
  readonly startOf: (slot: number) => number;
};

const widths = [60, 300, 900, 3_600, 14_400, 86_400] as const;
const slotsAtMost = 4_096;

/** The slots of a plan: as many as are practical. */
export const timeSlots = ({ window, patience }: Pick<RunPlan, 'window' | 'patience'>): TimeSlots => {
  const start = lookBackStart(window.start, patience);
  const slotsOf = (width: number): TimeSlots => {
    const first = Math.floor(start / width);
    return {
      count: Math.ceil(window.end / width) - first,
      slotOf: (at) => Math.floor(at / width) - first,
      startOf: (slot) => (slot + first) * width,
    };
  };
  const all = widths.map(slotsOf);
  return all.find(({ count }) => count <= slotsAtMost) ?? slotsOf(86_400);
};
