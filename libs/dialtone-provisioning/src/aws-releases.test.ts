import { GetAliasCommand, type FunctionConfiguration, type LambdaClient } from '@aws-sdk/client-lambda';
import { awsReleases } from './aws-releases';

/** The settings of two versions of a function, as a promotion compares them. */
const settingsOf = async (...configurations: readonly FunctionConfiguration[]) => {
  const client = {
    send: async (command: unknown) =>
      command instanceof GetAliasCommand
        ? { FunctionVersion: '1' }
        : { Versions: configurations.map((it, at) => ({ Version: String(at), CodeSha256: 'same', ...it })) },
  } as unknown as LambdaClient;
  const { versions } = await awsReleases(client).read('dialtone-live-dialtone-outgoing');
  return versions.map(({ settings }) => settings);
};

const usual: FunctionConfiguration = {
  Timeout: 10,
  MemorySize: 512,
  Role: 'role',
  Environment: { Variables: { CALLS_TABLE: 'calls', WEBHOOK_SECRET: 'webhook-keys' } },
};

it.each<[string, FunctionConfiguration, boolean]>([
  ['the time', { ...usual, LastModified: '2026-11-27', Description: 'promoted', RevisionId: '7' }, true],
  [
    'the order of variables',
    { ...usual, Environment: { Variables: { WEBHOOK_SECRET: 'webhook-keys', CALLS_TABLE: 'calls' } } },
    true,
  ],
  ['a variable', { ...usual, Environment: { Variables: { CALLS_TABLE: 'other' } } }, false],
  ['the timeout', { ...usual, Timeout: 20 }, false],
  ['the role', { ...usual, Role: 'another' }, false],
])('two versions that differ in %s', async (_what, other, isSame) => {
  const [first, second] = await settingsOf(usual, other);

  expect(first === second).toBe(isSame);
  expect(first).not.toContain('webhook-keys');
});
