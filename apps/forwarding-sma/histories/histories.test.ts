import { playHistory } from './history';
import { playHistories } from './play-histories';
import { reachable } from './reachable';

// `npm run histories` plays 100,000 of them.
const histories = 5_000;

describe(`${histories} random calls, over a network that is late, loses, doubles and reorders`, () => {
  let played: Awaited<ReturnType<typeof playHistories>>;
  beforeAll(async () => {
    played = await playHistories(histories);
  }, 120_000);

  it('end with every leg ended, within one round trip of the other; and every answer passes the contract', () => {
    expect(played.wrong).toEqual([]);
  });

  it('meet no pair of stage and event that was not thought of', () => {
    expect([...played.pairs].filter((pair) => !reachable.includes(pair))).toEqual([]);
  });

  it('meet nearly all pairs there are, with so few calls', () => {
    expect(played.pairs.size / reachable.length).toBeGreaterThan(0.85);
  });
});

it('play the same call from the same seed', async () => {
  const [once, again] = [await playHistory(7), await playHistory(7)];

  expect(once.ladder()).toBe(again.ladder());
  expect(once.ladder()).toContain('NEW_INBOUND_CALL');
});
