import { atSecond, exclusivePool } from '../testing';
import { readSampleRow } from './sample-row';

const pools = [exclusivePool, { ...exclusivePool, name: 'production' }];
const read = (row: unknown) => {
  const result = readSampleRow(row, pools, atSecond(0));
  return result.ok
    ? [result.value.number, result.value.pool.name, result.value.freeAt - atSecond(0)]
    : result.error;
};

// at(0) is 2026-11-30 00:53:20 UTC.
it.each([
  [{ dnis: '+12025550142', inuse: 'false', target: 'development' }, ['+12025550142', 'development', 0]],
  [{ dnis: '12025550142', inuse: 'false', target: 'production' }, ['+12025550142', 'production', 0]],
  [{ dnis: '+12025550142' }, ['+12025550142', 'development', 0]],
  [{ dnis: { S: '+12025550142' }, inuse: { S: 'false' } }, ['+12025550142', 'development', 0]],
  [{ dnis: '+12025550142', inuse: 'true', passdata: 'fname|Ada' }, ['+12025550142', 'development', 30]],
  [
    { dnis: '+12025550142', inuse: 'true', expiredatetime: '11/30/2026 00:54:20' },
    ['+12025550142', 'development', 90],
  ],
  [
    { dnis: '+12025550142', inuse: 'true', expiredatetime: '11/30/2030 00:00:00' },
    ['+12025550142', 'development', 150],
  ],
  [{ dnis: '+12025550142', inuse: 'true', expiredatetime: 'soon' }, ['+12025550142', 'development', 30]],
])('takes %j', (row, expected) => {
  expect(read(row)).toEqual(expected);
});

it.each([
  [{ dnis: 'abc' }, 'Cannot use the dnis "abc": expected a number in E.164'],
  [
    { dnis: '+12025550142', target: 'test' },
    'Cannot use the target "test": expected one of the pools development, production',
  ],
  [null, 'Cannot use the dnis "": expected a number in E.164'],
])('says why it cannot take %j', (row, expected) => {
  expect(read(row)).toBe(expected);
});
