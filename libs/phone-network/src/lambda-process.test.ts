import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lambdaProcess, type LambdaProcess, type LambdaProcessOptions } from './lambda-process';
import { phoneNetwork } from './phone-network';
import { virtualTime } from './virtual-time';

const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
const running: LambdaProcess[] = [];
afterAll(() => {
  running.forEach(({ stop }) => stop());
  rmSync(folder, { recursive: true });
});

const start = (name: string, text: string, options: Partial<LambdaProcessOptions> = {}): LambdaProcess => {
  const file = join(folder, name);
  writeFileSync(file, text);
  const started = lambdaProcess({ file, ...options });
  running.push(started);
  return started;
};
const python = spawnSync('python3', ['--version']).status === 0;

describe.each`
  kind                      | name               | text
  ${'an async function'}    | ${'async.js'}      | ${'exports.handler = async (event) => ({ got: event.n });'}
  ${'a callback'}           | ${'callback.js'}   | ${'exports.handler = (event, context, callback) => void setTimeout(() => callback(null, { got: event.n }), 5);'}
  ${'both'}                 | ${'both.js'}       | ${'exports.handler = async (event, context, callback) => { callback(null, { got: event.n }); };'}
  ${'an ECMAScript module'} | ${'module.mjs'}    | ${'export const lambdaHandler = async (event) => ({ got: event.n });'}
  ${'TypeScript'}           | ${'typescript.ts'} | ${'export const handler = async (event: { n: number }) => ({ got: event.n });'}
  ${'Python'}               | ${'python.py'}     | ${'def lambda_handler(event, context):\n    return {"got": event["n"]}'}
`('a Lambda function written as $kind', ({ name, text }) => {
  const only = name.endsWith('.py') && !python ? it.skip : it;

  only('answers an event', async () => {
    const { handler } = start(name, text);

    expect(await handler({ n: 7 })).toEqual({ got: 7 });
  });
});

it('remembers what its module remembers, as a warm instance does', async () => {
  const { handler } = start('warm.js', 'let calls = 0; exports.handler = async () => (calls += 1);');

  expect([await handler({}), await handler({})]).toEqual([1, 2]);
});

it('hands on what the function logs, apart from its answers', async () => {
  const lines: string[] = [];
  const text = 'exports.handler = async () => { console.log("hello"); console.error("ouch"); return 1; };';
  const { handler } = start('logs.js', text, { log: (line) => lines.push(line) });

  expect(await handler({})).toBe(1);
  expect(lines).toEqual(expect.arrayContaining(['hello', 'ouch']));
});

it('runs the named function with the given environment', async () => {
  const text = 'exports.other = async () => process.env.TABLE;';
  const { handler } = start('named.js', text, {
    handlerName: 'other',
    environment: { ...process.env, TABLE: 'forwards' },
  });

  expect(await handler({})).toBe('forwards');
});

it.each`
  fault               | name           | text                                                          | because
  ${'throws'}         | ${'throws.js'} | ${'exports.handler = async () => { throw new Error("no"); }'} | ${/no/}
  ${'has no handler'} | ${'none.js'}   | ${'exports.other = 1'}                                        | ${/exited with status 1/}
  ${'exits'}          | ${'exits.js'}  | ${'exports.handler = () => process.exit(3)'}                  | ${/exited with status 3/}
`('fails when the function $fault', async ({ name, text, because }) => {
  await expect(start(name, text).handler({})).rejects.toThrow(because);
});

it('fails when the function does not answer in time', async () => {
  const { handler } = start('silent.js', 'exports.handler = () => new Promise(() => {})', { patience: 200 });

  await expect(handler({})).rejects.toThrow(/did not answer within 0.2 s/);
});

it.each`
  file                          | because
  ${join(folder, 'missing.js')} | ${/there is no such file/}
  ${__dirname}                  | ${/expected a file of JavaScript, TypeScript or Python/}
`('refuses $file', ({ file, because }) => {
  expect(() => lambdaProcess({ file })).toThrow(because);
});

it('handles a simulated call in virtual time', async () => {
  const { handler } = start(
    'hello.js',
    `exports.handler = async ({ InvocationEventType }) => ({
      SchemaVersion: '1.0',
      Actions: InvocationEventType === 'NEW_INBOUND_CALL'
        ? [{ Type: 'Speak', Parameters: { Text: 'Hello' } }, { Type: 'Hangup', Parameters: {} }]
        : [],
    });`,
  );
  const time = virtualTime(Date.UTC(2026, 0, 5));
  const network = phoneNetwork({ time });
  network.addApplication({ id: 'sma-1', region: 'us-east-1', accountId: '111122223333', handler });
  network.addNumber('+12065550100', { applicationId: 'sma-1' });
  network.dial({ from: '+12065550199', to: '+12065550100' });
  await time.run();

  expect(network.counts()).toMatchObject({ calls: 1, legs: 1, legsAlive: 0, invocations: 2 });
});
