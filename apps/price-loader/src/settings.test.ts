import { settings } from './settings';

const least = {
  RECORDS_BUCKET: 'records',
  RESULTS_BUCKET: 'results',
  FREQUENCY: 'Daily',
  RATER_FUNCTION: 'rater',
};

it('fills in what an event leaves out', () => {
  expect(settings(least)).toEqual({
    ...least,
    GLUE_JOB: undefined,
    ZONE: 'UTC',
    CURRENCY: 'USD',
    GLUE_ABOVE_OBJECTS: 300_000,
    GLUE_ABOVE_BYTES: 3_758_096_384,
    PRICE_SOURCE: 'bulk',
    PRICING_DOMAIN: undefined,
    LIMIT_UNRATED: 0,
    LIMIT_REJECTED: 0,
    LIMIT_CONFLICT: 0,
    LOOK_BACK_DAYS: 3,
    LOOK_AHEAD_DAYS: 1,
    LAG_SECONDS: 10_800,
    NUMBERS: 'plain',
    ARRIVALS: 'modified',
    ALLOW_EMPTY: 'false',
  });
});

it('does not look back for late records if arrivals are unknown, unless it is told to', () => {
  expect(settings({ ...least, ARRIVALS: 'unknown' })).toMatchObject({
    LOOK_BACK_DAYS: 0,
    LOOK_AHEAD_DAYS: 1,
  });
  expect(settings({ ...least, ARRIVALS: 'unknown', LOOK_BACK_DAYS: '2' })).toMatchObject({
    LOOK_BACK_DAYS: 2,
  });
});

it('takes what it is told', () => {
  const told = {
    PRICE_SOURCE: 'api',
    LIMIT_UNRATED: '0.01',
    LIMIT_REJECTED: '1',
    LIMIT_CONFLICT: '.5',
    NUMBERS: 'masked',
  };

  expect(settings({ ...least, ...told, GLUE_JOB: 'job', LAG_SECONDS: '0' })).toMatchObject({
    PRICE_SOURCE: 'api',
    LIMIT_UNRATED: 0.01,
    LIMIT_REJECTED: 1,
    LIMIT_CONFLICT: 0.5,
    NUMBERS: 'masked',
    GLUE_JOB: 'job',
    LAG_SECONDS: 0,
  });
});

it('says all that is missing or wrong', () => {
  const wrong = { FREQUENCY: 'Hourly', PRICE_SOURCE: 'web', LIMIT_UNRATED: '1.5', LOOK_BACK_DAYS: '-1' };

  expect(() => settings(wrong)).toThrow(
    'Cannot start the app: RECORDS_BUCKET is missing; RESULTS_BUCKET is missing; ' +
      'FREQUENCY is wrong: must be Daily or Weekly or Monthly, not "Hourly"; RATER_FUNCTION is missing; ' +
      'PRICE_SOURCE is wrong: must be bulk or api, not "web"; ' +
      'LIMIT_UNRATED is wrong: must be a share from 0 to 1 such as 0.01, not "1.5"; ' +
      'LOOK_BACK_DAYS is wrong: must be a whole number such as 3, not "-1"',
  );
});
