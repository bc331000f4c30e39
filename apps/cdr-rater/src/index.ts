export { billedUse, type BilledUse, findLeaks, type Leak, type LeakOptions } from './find-leaks';
export { type RateProgress } from './engine/rate-objects';
export type { Manifest, WrittenFile } from './manifest';
export { readManifest, windowName } from './manifest';
export { rateDirectory, type RateOptions, type Refusal, type RunResult } from './rate-directory';
export type { Report } from './report';
export {
  planOf,
  type PlanOptions,
  pricesInReport,
  readPlan,
  type RunPlan,
  type UsedBefore,
} from './run-plan';
