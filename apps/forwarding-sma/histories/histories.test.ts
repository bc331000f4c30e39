import { playCallHistory } from './history';
import { playCallHistories } from './play-histories';
import { reachable } from './reachable';

// `npm run histories` plays 100,000 of them.
const histories = 5_000;

describe(`${histories} random calls, with events that are late, lost, repeated and reordered`, () => {
  let played: Awaited<ReturnType<typeof playCallHistories>>;
  beforeAll(async () => {
    played = await playCallHistories(histories);
  }, 120_000);

  it('end with every leg ended within one round trip, and with valid responses only', () => {
    expect(played.wrong).toEqual([]);
  });

  it('contain no pair of stage and event that is not listed', () => {
    expect([...played.pairs].filter((pair) => !reachable.includes(pair))).toEqual([]);
  });

  it('contain most of the listed pairs', () => {
    expect(played.pairs.size / reachable.length).toBeGreaterThan(0.85);
  });
});

it('play the same call from the same seed', async () => {
  const [once, again] = [await playCallHistory(7), await playCallHistory(7)];

  expect(once.ladder()).toBe(again.ladder());
  expect(once.ladder()).toContain('NEW_INBOUND_CALL');
});
