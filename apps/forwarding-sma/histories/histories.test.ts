import { spawnSync } from 'node:child_process';
import { thisVersion, versionIn, type CallAppVersion } from './call-app-version';
import { playCallHistory } from './history';
import { playCallHistories } from './play-histories';
import { reachable } from './reachable';

type SmaInput = {
  readonly CallDetails: { readonly TransactionAttributes?: Readonly<Record<string, string>> };
};

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

const isClone = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: __dirname }).status === 0;

(isClone ? describe : describe.skip)(
  `calls during a release, each of whose events is handled by the working copy or by the last commit${isClone ? '' : ' (skipped: this is not a clone of a Git repository)'}`,
  () => {
    it('keep every guarantee', async () => {
      const { wrong, invocations } = await playCallHistories(1_000, 1, [
        thisVersion,
        await versionIn('HEAD'),
      ]);

      expect(wrong).toEqual([]);
      expect(invocations).toBeGreaterThan(3_000);
    }, 60_000);

    it('are found wrong if the versions do not understand what the other one remembers', async () => {
      const renamed: CallAppVersion = {
        ...thisVersion,
        smaHandler: (app) => {
          const handle = thisVersion.smaHandler(app);
          return async (input) => {
            const { CallDetails, ...event } = input as SmaInput;
            const { phase, ...attributes } = CallDetails.TransactionAttributes ?? {};
            const answer = await handle({
              ...event,
              CallDetails: {
                ...CallDetails,
                TransactionAttributes: { ...attributes, ...(phase && { stage: phase }) },
              },
            });
            const { stage, ...remembered } = answer.TransactionAttributes;
            return { ...answer, TransactionAttributes: { ...remembered, ...(stage && { phase: stage }) } };
          };
        },
      };

      expect((await playCallHistories(300, 1, [renamed])).wrong).toEqual([]);
      expect((await playCallHistories(300, 1, [thisVersion, renamed])).wrong).not.toEqual([]);
    }, 60_000);
  },
);

it('play the same call from the same seed', async () => {
  const [once, again] = [await playCallHistory(7), await playCallHistory(7)];

  expect(once.ladder()).toBe(again.ladder());
  expect(once.ladder()).toContain('NEW_INBOUND_CALL');
});
