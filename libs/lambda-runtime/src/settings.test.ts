import { parseE164 } from '@dialplane/phone-numbers';
import { optional, readSettings, required, asText } from './settings';

const settings = { FORWARDS_TABLE: required(asText), FALLBACK_NUMBER: optional(parseE164) };

it('reads what is set', () => {
  const environment = { FORWARDS_TABLE: 'forwards', FALLBACK_NUMBER: '+14155550123', OTHER: 'x' };

  expect(readSettings(settings, environment)).toEqual({
    FORWARDS_TABLE: 'forwards',
    FALLBACK_NUMBER: '+14155550123',
  });
});

it.each([undefined, ''])('leaves out an optional setting that is %j', (nothing) => {
  expect(readSettings(settings, { FORWARDS_TABLE: 'forwards', FALLBACK_NUMBER: nothing })).toEqual({
    FORWARDS_TABLE: 'forwards',
    FALLBACK_NUMBER: undefined,
  });
});

it('names every missing or wrong variable in one error, and the app that cannot start', () => {
  const environment = { AWS_LAMBDA_FUNCTION_NAME: 'forwarding-sma', FALLBACK_NUMBER: '555' };

  expect(() => readSettings(settings, environment)).toThrow(
    new Error(
      'Cannot start forwarding-sma: FORWARDS_TABLE is missing; FALLBACK_NUMBER is wrong: ' +
        'Cannot read "555" as a phone number: expected a form such as +14155550123',
    ),
  );
});

it('treats an empty variable as missing', () => {
  expect(() => readSettings(settings, { FORWARDS_TABLE: '' })).toThrow(
    new Error('Cannot start the app: FORWARDS_TABLE is missing'),
  );
});

it('reads the environment of the process by default', () => {
  expect(readSettings({ PATH: required(asText) })).toEqual({ PATH: process.env['PATH'] });
});
