import { attentionLink } from './attention-link';

const attention = { id: '1', severity: 'error', kind: 'operation', title: '', toDo: '' } as const;

it.each([
  [{ number: '+12065550100' }, '/numbers/%2B12065550100'],
  [{ call: 'a/b' }, '/calls/a%2Fb'],
  [{ pool: 'demo', number: '+12025550142' }, '/dnis-pools?pool=demo'],
  [{ window: '2026-11-25-Daily' }, '/rating?window=2026-11-25-Daily'],
  [{ extension: 'lobby-7' }, '/dialtone?extension=lobby-7'],
  [{}, undefined],
])('leads from %j to %s', (about, link) => {
  expect(attentionLink({ ...attention, ...about })).toBe(link);
});
