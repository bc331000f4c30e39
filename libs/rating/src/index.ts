export { billedUse, type BilledUse, findLeaks, type Leak, type LeakOptions } from './leaks/find-leaks';
export { carryOut, type CarryOutOptions, type RunResult } from './carry-out';
export { runRaterThread } from './engine/run-rater-thread';
export { type RateProgress } from './engine/rate-objects';
export { type Manifest, readManifest, windowName, type WrittenFile } from './staging/manifest';
export { rateDirectory, type RateOptions, type Refusal } from './rate-directory';
export { earlierUsage, type EarlierUsage } from './plan/earlier-usage';
export { recordPrefixes, type RecordPrefixes } from './plan/record-prefixes';
export type { Report } from './output/report';
export {
  planOf,
  type PlanOptions,
  pricesInReport,
  readPlan,
  type RunPlan,
  type UsedBefore,
} from './plan/run-plan';
