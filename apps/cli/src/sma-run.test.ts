import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialplane } from '../testing/dialplane-under-test';
import { exitCodes } from './exit-code';

const folder = mkdtempSync(join(tmpdir(), 'sma-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A function that asks for a key and connects the caller, as a user would write it. It never hangs up LEG-B. */
const menu = join(folder, 'menu.js');
writeFileSync(
  menu,
  `const ask = { Type: 'PlayAudioAndGetDigits', Parameters: {
    AudioSource: { Type: 'S3', BucketName: 'prompts', Key: 'menu.wav' },
    FailureAudioSource: { Type: 'S3', BucketName: 'prompts', Key: 'again.wav' },
    MaxNumberOfDigits: 1, RepeatDurationInMilliseconds: 5000 } };
  const bridge = (event) => ({ Type: 'CallAndBridge', Parameters: {
    CallerIdNumber: event.CallDetails.Participants[0].To,
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: process.env.SALES }] } });
  exports.handler = async (event) => {
    console.log('got', event.InvocationEventType);
    const { Type, ReceivedDigits } = event.ActionData ?? {};
    const actions = event.InvocationEventType === 'NEW_INBOUND_CALL' ? [ask]
      : ReceivedDigits === '1' ? [bridge(event)]
      : Type === 'CallAndBridge' && event.InvocationEventType === 'ACTION_FAILED' ? [{ Type: 'Hangup' }]
      : [];
    return { SchemaVersion: '1.0', Actions: actions };
  };`,
);

writeFileSync(join(folder, 'broken.js'), "require('a-package-that-is-not-installed');");

const run = (...words: readonly string[]) =>
  dialplane(['sma', 'run', ...words], { ...(process.env as Record<string, string>), SALES: '+12065550142' });

it('draws the call that a function handles, and reports the leg that it leaves up', async () => {
  const { exit, out, error } = await run(menu, '--keys', '1@4');

  expect(exit).toBe(exitCodes.done);
  expect(out).toMatch(/…0142\n.*PlayAudioAndGetDigits menu.wav.*CallAndBridge.*HANGUP LEG-A/s);
  expect(error).toContain('got NEW_INBOUND_CALL');
  expect(error).toContain('LEG-B, a call to +12065550142, was left up and is billed');
});

it('runs from any folder, as npx runs it', () => {
  const bin = join(__dirname, '../bin/dialplane.mjs');
  const { status, stdout } = spawnSync(process.execPath, [bin, 'sma', 'run', 'menu.js'], {
    cwd: folder,
    encoding: 'utf8',
  });

  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('menu.wav') });
}, 30_000);

it('writes the events and responses as JSON, without problems if there are none', async () => {
  const { out } = await run(menu, '--keys', '1@4', '--phone', '+12065550142=busy', '--json');
  const { events, problems } = JSON.parse(out);

  expect(problems).toEqual([]);
  expect(
    events.map(({ event }: { event: { InvocationEventType: string } }) => event.InvocationEventType),
  ).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'ACTION_FAILED', 'HANGUP']);
  expect(events[0].response.Actions[0].Type).toBe('PlayAudioAndGetDigits');
});

it('lets the application place a call, with arguments, headers and updates', async () => {
  const file = join(folder, 'placed.py');
  writeFileSync(
    file,
    'def lambda_handler(event, context):\n    return {"SchemaVersion": "1.0", "Actions": []}\n',
  );
  const { out } = await run(
    file,
    '--place',
    '--argument',
    'order=42',
    '--update',
    'action=mute@20',
    '--json',
  );
  const shown = JSON.parse(out).events.map(({ event }: { event: Record<string, unknown> }) => event);

  expect(shown[0]).toMatchObject({
    InvocationEventType: 'NEW_OUTBOUND_CALL',
    ActionData: { Parameters: { Arguments: { order: '42' } } },
    CallDetails: { Participants: [{ From: '+12065550100', To: '+12065550199' }] },
  });
  expect(shown).toContainEqual(
    expect.objectContaining({
      InvocationEventType: 'CALL_UPDATE_REQUESTED',
      ActionData: expect.objectContaining({ Parameters: { Arguments: { action: 'mute' } } }),
    }),
  );
});

it('reports a function that fails, and a response that the service would reject', async () => {
  const file = join(folder, 'wrong.js');
  writeFileSync(
    file,
    `let n = 0; exports.handler = async () => {
      if ((n += 1) === 1) throw new Error('no table');
      return { statusCode: 200, body: '{}' };
    };`,
  );
  const { error } = await run(file);

  expect(error).toMatch(/The function failed: .*no table/);
  expect(error).toContain('A response was rejected: SchemaVersionMismatch');
});

it.each`
  words                                    | says
  ${['nowhere.js']}                        | ${'Cannot run the function "nowhere.js": there is no such file'}
  ${[join(folder, 'broken.js')]}           | ${'its process exited with status 1'}
  ${[menu, '--update', 'mute']}            | ${'expected an argument and a second'}
  ${[menu, '--phone', '+12065550142=off']} | ${'expected a number and one of answers'}
  ${[menu, '--argument', 'order']}         | ${'expected a name and a value'}
`('refuses $words', async ({ words, says }) => {
  const { exit, error } = await run(...words);

  expect(exit).toBe(exitCodes.usage);
  expect(error).toContain(says);
});
