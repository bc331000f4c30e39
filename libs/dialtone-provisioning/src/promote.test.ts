import { testEnvironment, everyApp, releasesInMemory } from '../testing';
import { promote, rollBack } from './promote';
import { dialtoneApps, functionName } from './releases';
import { smokeTestsOf } from './twilio-smoke-tests';

const version = (number: string, codeSha256: string, role = 'role-a', settings = 'settings') => ({
  version: number,
  codeSha256,
  role,
  settings,
});
const serving = (number: string, ...before: string[]) => ({ version: number, before, shares: {} });
const prodNames = dialtoneApps.map((app) => functionName('prod', app));

const dev = everyApp('dev', { versions: [version('3', 'bbb')], serving: serving('3') });
const prod = everyApp('prod', { versions: [version('1', 'aaa')], serving: serving('1') });

const promoting = (
  { releases }: Pick<ReturnType<typeof releasesInMemory>, 'releases'>,
  smokeTests: ReturnType<typeof smokeTestsOf> = [],
) => promote({ from: 'dev', to: 'prod', releases, smokeTests, progress: () => undefined });

it('moves the same bytes of every app, and remembers what served before', async () => {
  const memory = releasesInMemory({ ...dev, ...prod });
  const outcome = await promoting(memory);

  expect(outcome).toMatchObject({
    ok: true,
    value: prodNames.map((name) => ({ name, version: '2', instead: '1' })),
  });
  for (const name of prodNames) {
    expect(memory.versions(name).at(-1)).toMatchObject({ version: '2', codeSha256: 'bbb' });
    expect(memory.serving(name)).toEqual({ version: '2', before: ['1'], shares: {} });
  }
});

it('copies nothing that is there already, and moves nothing the second time', async () => {
  const memory = releasesInMemory({ ...dev, ...prod });
  await promoting(memory);

  expect(await promoting(memory)).toEqual({ ok: true, value: [] });
  expect(memory.versions(prodNames[0] ?? '')).toHaveLength(2);
});

it('rolls every function back to versions that served together, although only one changed last', async () => {
  const release = (app: string, changed: boolean) => ({
    versions: [
      version('1', `${app} one`),
      version('2', `${app} two`),
      version('3', `${app} ${changed ? 'three' : 'two'}`),
    ],
  });
  const memory = releasesInMemory({
    ...Object.fromEntries(
      dialtoneApps.map((app) => [functionName('dev', app), release(app, app === 'dialtone-outgoing')]),
    ),
    ...everyApp('prod', { versions: [version('1', 'none')] }),
  });
  const code = () =>
    prodNames.map((name) => {
      const { version: number } = memory.serving(name);
      return memory
        .versions(name)
        .find((it) => it.version === number)
        ?.codeSha256.split(' ')[1];
    });
  for (const number of ['1', '2', '3']) {
    for (const app of dialtoneApps) await memory.releases.serve(functionName('dev', app), number, []);
    await promoting(memory);
  }

  expect(code()).toEqual(['three', 'two', 'two', 'two']);
  expect(await rollBack('prod', memory.releases)).toMatchObject({
    ok: true,
    value: [{ name: 'dialtone-prod-dialtone-outgoing' }],
  });
  expect(code()).toEqual(['two', 'two', 'two', 'two']);
  await rollBack('prod', memory.releases);
  expect(code()).toEqual(['one', 'one', 'one', 'one']);
});

it('publishes the same code again when the settings of the stage were changed', async () => {
  const memory = releasesInMemory({
    ...dev,
    ...everyApp('prod', {
      versions: [version('1', 'bbb'), version('$LATEST', 'bbb', 'role-a', 'new settings')],
      serving: serving('1'),
    }),
  });
  const outcome = await promoting(memory);

  expect(outcome).toMatchObject({
    ok: true,
    value: prodNames.map((name) => ({ name, version: '2', instead: '1' })),
  });
  for (const name of prodNames)
    expect(memory.versions(name).at(-1)).toMatchObject({ codeSha256: 'bbb', settings: 'new settings' });
  expect(await promoting(memory)).toEqual({ ok: true, value: [] });
});

it('goes back to the version that served before, and never to $LATEST', async () => {
  const memory = releasesInMemory(
    everyApp('prod', {
      versions: [version('6', 'aaa'), version('7', 'bbb'), version('$LATEST', 'ccc')],
      serving: serving('7', '6'),
    }),
  );
  await rollBack('prod', memory.releases);

  for (const name of prodNames) expect(memory.serving(name)).toEqual(serving('6'));
});

it('does not go back to a version that was itself rolled back', async () => {
  const memory = releasesInMemory({
    ...everyApp('dev', { versions: [version('9', 'ccc')], serving: serving('9') }),
    ...everyApp('prod', { versions: [version('5', 'aaa'), version('6', 'bad')], serving: serving('6', '5') }),
  });
  await rollBack('prod', memory.releases);
  await promoting(memory);
  await rollBack('prod', memory.releases);

  for (const name of prodNames) expect(memory.serving(name).version).toBe('5');
});

it('leaves a function without history where it is, and rolls the others back', async () => {
  const added = functionName('prod', 'dialtone-urgent');
  const memory = releasesInMemory({
    ...everyApp('prod', { versions: [version('1', 'aaa'), version('2', 'bbb')], serving: serving('2', '1') }),
    [added]: { versions: [version('1', 'bbb')], serving: serving('1') },
  });
  const others = prodNames.filter((name) => name !== added);

  expect(await rollBack('prod', memory.releases)).toEqual({
    ok: true,
    value: others.map((name) => ({ name, version: '1', instead: '2' })),
  });
  for (const name of prodNames) expect(memory.serving(name)).toEqual(serving('1'));
});

it('refuses to go back where nothing served before', async () => {
  const { releases } = releasesInMemory(prod);

  expect(await rollBack('prod', releases)).toMatchObject({
    ok: false,
    error: 'Cannot roll back prod: none of its functions has served another version before',
  });
});

it('refuses to move calls that are split between versions, and names their roles', async () => {
  const memory = releasesInMemory({
    ...dev,
    ...everyApp('prod', {
      versions: [version('7', 'aaa', 'role-a'), version('8', 'bbb', 'role-b')],
      serving: { version: '7', before: [], shares: { '8': 0.2 } },
    }),
  });
  const outcome = await promoting(memory);

  expect(outcome).toMatchObject({ ok: false, error: expect.stringMatching(/7 as role-a, 8 as role-b/) });
  expect(memory.serving(prodNames[0] ?? '').version).toBe('7');
});

const tests = smokeTestsOf(testEnvironment(), { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token' });

const good = (name: string, event: unknown) => {
  const { headers, body } = event as { headers: Record<string, string>; body: string };
  if (!headers['x-twilio-signature']) return { status: 403, body: '' };
  return {
    status: 200,
    body:
      /(outgoing|urgent)$/.test(name) && body.includes('933')
        ? '<Number>933</Number>'
        : '<Sip>sip:lobby-7@x</Sip>',
  };
};

it('promotes what passes the smoke tests', async () => {
  expect(await promoting(releasesInMemory({ ...dev, ...prod }, good), tests)).toMatchObject({ ok: true });
});

it.each`
  fault                                        | answer                                                                                                                                                        | reason
  ${'933 is not dialled'}                      | ${(name: string, event: unknown) => (name.endsWith('outgoing') && good(name, event).status === 200 ? { status: 200, body: '<Reject/>' } : good(name, event))} | ${/933 is dialled: expected a Dial of 933/}
  ${'a webhook without signature is answered'} | ${() => ({ status: 200, body: '<Number>933</Number><Sip>sip:a@b</Sip>' })}                                                                                    | ${/expected HTTP 403, not 200/}
`('leaves the aliases alone when $fault', async ({ answer, reason }) => {
  const memory = releasesInMemory({ ...dev, ...prod }, answer);
  const outcome = await promoting(memory, tests);

  expect(outcome).toMatchObject({ ok: false, error: expect.stringMatching(reason) });
  for (const name of prodNames) expect(memory.serving(name)).toEqual(serving('1'));
});

it('leaves every function where it was when one cannot be moved', async () => {
  const memory = releasesInMemory(
    { ...dev, ...prod },
    undefined,
    (name, to) => name.endsWith('status') && to === '2',
  );
  const outcome = await promoting(memory);

  expect(outcome).toMatchObject({
    ok: false,
    error: expect.stringContaining('serves the same version as before'),
  });
  for (const name of prodNames) expect(memory.serving(name)).toEqual(serving('1'));
});
