import { gluePlan, marginalOf } from './plan-of-a-billion';

const cost = (records: number, cpu: number) => ({
  engine: 'our Spark job' as const,
  records,
  bytes: records * 700,
  cpu,
  seconds: cpu,
});

it('separates the start of an engine from the cost of a further record', () => {
  expect(marginalOf(cost(100_000, 22), cost(600_000, 32))).toEqual({
    engine: 'our Spark job',
    perRecord: 20,
    start: 20,
    bytesPerRecord: 700,
  });
});

it('divides the work of a billion records among the processors of all workers but one', () => {
  const plan = gluePlan({ engine: 'our Spark job', perRecord: 25, start: 0, bytesPerRecord: 700 }, 1e9, 10);

  expect(plan.cores).toBe(36);
  expect(plan.minutes).toBeCloseTo(25_000 / 36 / 0.7 / 60, 6);
  expect(plan.dollars).toBeCloseTo((10 * plan.minutes * 0.44) / 60, 6);
});
