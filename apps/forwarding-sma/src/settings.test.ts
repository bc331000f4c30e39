import { settings } from './settings';

const complete = { FORWARDS_TABLE: 'forwards', PROMPTS_BUCKET: 'prompts', RECORDINGS_BUCKET: 'recordings' };

it('reads what the stack sets', () => {
  expect(settings({ ...complete, FALLBACK_NUMBER: '+12065550199', OTHER: 'x' })).toEqual({
    ...complete,
    FALLBACK_NUMBER: '+12065550199',
  });
});

it('can do without a fallback', () => {
  expect(settings(complete).FALLBACK_NUMBER).toBeUndefined();
});

it('names everything that is missing or wrong', () => {
  expect(() => settings({ PROMPTS_BUCKET: 'prompts', FALLBACK_NUMBER: '5550199' })).toThrow(
    /FORWARDS_TABLE is missing; RECORDINGS_BUCKET is missing; FALLBACK_NUMBER is wrong: .*"5550199"/,
  );
});
