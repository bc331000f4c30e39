export { billedUse, type BilledUse, findLeaks, type Leak, type LeakOptions } from './find-leaks';
export { type RateProgress } from './engine/rate-objects';
export type { Manifest, WrittenFile } from './manifest';
export { readManifest, windowName } from './manifest';
export { rateDirectory, type RateOptions, type Refusal } from './rate-directory';
export type { RunResult } from './carry-out';
export { cdrRater, type CdrRater, type RaterAnswer } from './cdr-rater';
export { earlierUsage, type EarlierUsage } from './earlier-usage';
export { recordPrefixes, type RecordPrefixes } from './record-prefixes';
export type { Report } from './report';
export {
  planOf,
  type PlanOptions,
  pricesInReport,
  readPlan,
  type RunPlan,
  type UsedBefore,
} from './run-plan';
