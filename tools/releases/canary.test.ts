import { releasesInMemory } from '@dialplane/dialtone-provisioning/testing';
import { type CanaryRelease, releaseByCanary, rollBackFunctions } from './canary';

const version = (number: string) => ({
  version: number,
  codeSha256: number,
  role: 'role',
  settings: 'settings',
});
const callApp = 'forwarding-test-forwarding-sma';
const other = 'forwarding-test-other';

type World = {
  readonly serving: string;
  readonly before?: readonly string[];
  readonly refused?: readonly string[];
  readonly shares?: Readonly<Record<string, number>>;
};

/** Two functions with the versions 1 to 3, and the alarms at each reading. */
const world = (
  { serving, before = [], refused = [], shares = {} }: World,
  options: Partial<CanaryRelease> = {},
) => {
  const versions = ['1', '2', '3', '$LATEST'].map(version);
  const given = { versions, serving: { version: serving, before, shares, refused } };
  const memory = releasesInMemory({ [callApp]: given, [other]: given });
  const seen: string[] = [];
  let minutes = 0;
  const look = () =>
    seen.push(`${memory.serving(callApp).version} ${JSON.stringify(memory.serving(callApp).shares)}`);
  const release: CanaryRelease = {
    functions: [callApp, other],
    releases: memory.releases,
    activeAlarms: async () => [],
    share: 0.1,
    minutes: 5,
    sleep: async (milliseconds) => {
      minutes += milliseconds / 60_000;
      look();
    },
    progress: () => undefined,
    ...options,
  };
  return { memory, release, seen: () => [...new Set(seen)], minutes: () => minutes };
};

const alarmAt = (reading: number) => {
  let readings = 0;
  return async () => (readings++ === reading ? ['forwarding-test-forwarding-sma errors'] : []);
};

it('gives the new version 10 % for 5 minutes, then everything, and watches 5 more minutes', async () => {
  const { memory, release, seen, minutes } = world({ serving: '2', before: ['1'] });

  expect(await releaseByCanary(release)).toEqual({
    ok: true,
    value: [callApp, other].map((name) => ({ name, version: '3', instead: '2' })),
  });
  expect(seen()).toEqual(['2 {"3":0.1}', '3 {}']);
  expect(minutes()).toBe(10);
  expect(memory.serving(callApp)).toMatchObject({ version: '3', before: ['2', '1'], shares: {} });
});

it('does nothing when every function serves its newest version', async () => {
  const { release, minutes } = world({ serving: '3' });

  expect(await releaseByCanary(release)).toEqual({ ok: true, value: [] });
  expect(minutes()).toBe(0);
});

it('does not begin while an alarm is active', async () => {
  const { memory, release } = world({ serving: '2' }, { activeAlarms: async () => ['x'] });

  expect(await releaseByCanary(release)).toMatchObject({
    ok: false,
    error: expect.stringContaining('active: x'),
  });
  expect(memory.serving(callApp)).toMatchObject({ version: '2', shares: {} });
});

it.each`
  when                          | reading
  ${'in the first seconds'}     | ${1}
  ${'at the end of the canary'} | ${20}
  ${'with all invocations'}     | ${21}
  ${'in the last seconds'}      | ${40}
`('rolls back on an alarm $when', async ({ reading }) => {
  const { memory, release } = world({ serving: '2', before: ['1'] }, { activeAlarms: alarmAt(reading) });

  expect(await releaseByCanary(release)).toEqual({
    ok: false,
    error: 'Rolled back, because alarms were raised: forwarding-test-forwarding-sma errors',
  });
  for (const name of [callApp, other])
    expect(memory.serving(name)).toEqual({ version: '2', before: ['1'], shares: {}, refused: ['3'] });
});

it('does not release a version again that an alarm has refused', async () => {
  const { release } = world({ serving: '2', refused: ['3'] });

  expect(await releaseByCanary(release)).toMatchObject({
    ok: false,
    error: expect.stringContaining('Deploy a fix'),
  });
});

it('rolls back at once when it is stopped, without waiting for the next look at the alarms', async () => {
  const stop = new AbortController();
  const { memory, release } = world(
    { serving: '2' },
    {
      signal: stop.signal,
      sleep: (_, signal) => {
        setImmediate(() => stop.abort());
        return new Promise((__, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      },
    },
  );

  expect(await releaseByCanary(release)).toEqual({
    ok: false,
    error: 'Rolled back, because the release was stopped',
  });
  // No alarm was raised, so the version may be released again.
  expect(memory.serving(callApp)).toMatchObject({ version: '2', shares: {}, refused: [] });
  expect(await releaseByCanary(release)).toEqual({ ok: false, error: 'Cannot release: it was stopped' });
});

it('continues a release that was interrupted', async () => {
  const { memory, release } = world({ serving: '2', shares: { '3': 0.1 } });

  expect(await releaseByCanary(release)).toMatchObject({ ok: true });
  expect(memory.serving(callApp)).toMatchObject({ version: '3', before: ['2'], shares: {} });
});

it.each`
  state                                      | given                                                    | after
  ${'serves version 3'}                      | ${{ serving: '3', before: ['2', '1'] }}                  | ${{ version: '2', before: ['1'], refused: ['3'] }}
  ${'shares its invocations with version 3'} | ${{ serving: '2', before: ['1'], shares: { '3': 0.1 } }} | ${{ version: '2', before: ['1'], refused: ['3'] }}
`('a rollback of a function that $state leads to version 2', async ({ given, after }) => {
  const { memory, release } = world(given);

  expect(await rollBackFunctions(release.functions, release.releases)).toMatchObject({ ok: true });
  expect(memory.serving(callApp)).toEqual({ shares: {}, ...after });
});

it('cannot roll back the first version', async () => {
  const { release } = world({ serving: '1' });

  expect(await rollBackFunctions(release.functions, release.releases)).toMatchObject({
    ok: false,
    error: expect.stringContaining('it served nothing before version 1'),
  });
});
