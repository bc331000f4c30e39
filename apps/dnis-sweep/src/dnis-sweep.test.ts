import { checkOut } from '@dialplane/dnis-pool';
import { dnisUnderTest, exclusivePool, poolNumber } from '@dialplane/dnis-pool/testing';
import { dnisSweep } from './dnis-sweep';

const sweepUnderTest = async (count: number, pool = exclusivePool) => {
  const numbers = Array.from({ length: count }, (_, n) => poolNumber(n));
  const { dnis, setTime } = await dnisUnderTest({ pools: [pool], numbers });
  const counted: unknown[] = [];
  const log = () => {};
  const sweep = dnisSweep({
    dnis,
    log: { info: log, warn: log, error: log },
    count: (name, _dimensions, value) => void counted.push([name, value]),
  });
  return { dnis, setTime, counted, sweep };
};

it('ends what no call came for, erases its context, and measures the use of the pool', async () => {
  const { dnis, setTime, counted, sweep } = await sweepUnderTest(4);
  await checkOut(dnis, exclusivePool, { context: { fname: 'Ada' } });
  setTime(60);
  await checkOut(dnis, exclusivePool, { context: { fname: 'Grace' } });
  setTime(121);

  expect(await sweep()).toEqual({ expired: 1, erased: 1, finished: true });
  expect(counted).toEqual([
    ['ExpiredReservations', 1],
    ['NumbersInUse', 2],
    ['PoolUse', 50],
  ]);
});

it('goes through all pages of a large pool', async () => {
  const { dnis, setTime, sweep, counted } = await sweepUnderTest(250);
  for (let n = 0; n < 250; n += 1) await checkOut(dnis, exclusivePool, { context: {} });
  setTime(200);

  expect(await sweep()).toEqual({ expired: 250, erased: 250, finished: true });
  expect(counted).toContainEqual(['PoolUse', 0]);
});

it('says that a pool without numbers is used up', async () => {
  const { sweep, counted } = await sweepUnderTest(0);
  await sweep();

  expect(counted).toContainEqual(['PoolUse', 100]);
});

it('measures no use in percent of composite numbers, which serve any number of callers', async () => {
  const { sweep, counted } = await sweepUnderTest(2, { ...exclusivePool, mode: 'composite' });
  await sweep();

  expect(counted).toEqual([['NumbersInUse', 0]]);
});
