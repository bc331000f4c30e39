import type { RunPlan } from '@dialplane/rating';

/** An engine that rates a window by a plan. The loader starts it and does not wait. */
export type Engine = {
  /** @param key of the plan, in the bucket of results */
  readonly start: (key: string, plan: Pick<RunPlan, 'runId' | 'window'>) => Promise<void>;
};

/** How much there is to rate. */
export type Volume = { readonly objects: number; readonly bytes: number };

/** Above which volume a window is rated by Glue: more objects, or more bytes. */
export type EngineLimits = Volume;

/** The engine for a volume: `lambda` up to the limits, `glue` above one of them. */
export const engineFor = ({ objects, bytes }: Volume, limits: EngineLimits): 'lambda' | 'glue' =>
  objects > limits.objects || bytes > limits.bytes ? 'glue' : 'lambda';
