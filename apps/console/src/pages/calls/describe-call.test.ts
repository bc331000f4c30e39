import type { CallSummaryView } from './calls-query';
import { describeCost, describeSeconds, talkSeconds } from './describe-call';

const call: CallSummaryView = {
  id: '1',
  system: 'forwarding',
  from: '+12065550199',
  to: '+12065550100',
  state: 'ended',
  startedAt: '2026-11-26T10:00:00Z',
  connectedAt: '2026-11-26T10:00:10Z',
  endedAt: '2026-11-26T10:02:15Z',
  legs: [],
};
const { connectedAt: _, ...notAnswered } = call;
const { endedAt: __, ...live } = call;
const now = Date.parse('2026-11-26T10:00:15Z');

it.each([
  [5, '5 s'],
  [59.6, '1 min 0 s'],
  [125, '2 min 5 s'],
  [-1, '0 s'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(describeSeconds(seconds)).toBe(text);
});

it('counts talk from the answer to the end, or to now while the call lasts', () => {
  expect(talkSeconds(call, now)).toBe(125);
  expect(talkSeconds(live, now)).toBe(5);
  expect(talkSeconds(notAnswered, now)).toBeUndefined();
});

it.each([
  [{ state: 'rated', window: 'w', runId: 'r', cost: { amount: '0.0182', currency: 'USD' } }, '0.0182 USD'],
  [{ state: 'rated', window: 'w', runId: 'r', cost: { amount: '0.0930000', currency: 'USD' } }, '0.093 USD'],
  [{ state: 'rated', window: 'w', runId: 'r', cost: { amount: '1.0000', currency: 'USD' } }, '1.00 USD'],
  [{ state: 'unrated', window: 'w', runId: 'r', reason: 'no price' }, 'Unrated: no price'],
  [undefined, 'Not rated yet'],
] as const)('says what a call cost: %j', (cost, text) => {
  expect(describeCost({ ...call, ...(cost && { cost }) })).toBe(text);
});
