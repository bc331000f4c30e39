import { milliseconds } from '../rules/gathering';
import { wholeNumber } from '../rules/holds';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Waits silently. As the first action it answers the call. A call update interrupts it. */
export type Pause = {
  readonly Type: 'Pause';
  readonly Parameters: LegParameters & { readonly DurationInMilliseconds: number };
};

/** `durationSeconds` is 0.1 to 30. */
export type PauseOptions = LegOptions & { readonly durationSeconds: number };

/** Waits silently (page pause). */
export const pause = (options: PauseOptions): Pause => ({
  Type: 'Pause',
  Parameters: {
    ...legParameters(options),
    DurationInMilliseconds: milliseconds(options.durationSeconds),
  },
});

export const pauseRules: readonly Rule[] = [
  ...anyLeg,
  {
    id: 'pause/duration',
    path: 'DurationInMilliseconds',
    message: 'must be a whole number from 100 to 30000',
    required: true,
    holds: wholeNumber(100, 30_000),
    reading: { message: 'must be a whole number of at least 1', holds: wholeNumber(1) },
  },
];
