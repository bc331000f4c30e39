import type { Engine, EngineCost } from './engine-cost';

/** What a further record costs, and what every run costs: the line through two measured sizes. */
export type Marginal = {
  readonly engine: Engine;
  /** Processor time of a further record, in microseconds. */
  readonly perRecord: number;
  /** Processor time of a run without records, in seconds. */
  readonly start: number;
  readonly bytesPerRecord: number;
};

/** The line through the costs of one engine for two numbers of records. */
export const marginalOf = (small: EngineCost, large: EngineCost): Marginal => {
  const perRecord = (large.cpu - small.cpu) / (large.records - small.records);
  return {
    engine: large.engine,
    perRecord: perRecord * 1e6,
    start: small.cpu - perRecord * small.records,
    bytesPerRecord: large.bytes / large.records,
  };
};

/** The resources for many records on AWS Glue. */
export type GluePlan = {
  readonly workers: number;
  readonly cores: number;
  readonly minutes: number;
  /** At the list price of us-east-1. */
  readonly dollars: number;
};

/** A worker of type G.1X is one DPU: 4 processors. One worker is the driver. https://aws.amazon.com/glue/pricing/ */
const coresOfWorker = 4;
const dollarsOfDpuHour = 0.44;
/** A cluster is never busy all the time: tasks differ, and the driver plans between them. Our assumption. */
const busy = 0.7;

/**
 * The time and the price of a run on a cluster, if the cost of a record stays the same. This is extrapolated: no run of this size was
 * measured, and the time for S3 is not in it.
 */
export const gluePlan = ({ perRecord, start }: Marginal, records: number, workers: number): GluePlan => {
  const cores = (workers - 1) * coresOfWorker;
  const seconds = start + (perRecord * records) / 1e6 / cores / busy;
  return { workers, cores, minutes: seconds / 60, dollars: (workers * seconds * dollarsOfDpuHour) / 3600 };
};
