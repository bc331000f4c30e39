import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { forwardingApiUnderTest } from '@dialplane/apps/forwarding-api/testing';
import { folderWith } from '@dialplane/basics/testing';
import { everyField } from '@dialplane/forwarding/testing';
import { createAdaptorServer } from '@hono/node-server';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, tokens } from '../testing/api-under-test';
import { dialplane } from '../testing/dialplane-under-test';
import { exitCodes } from './exit-code';

const desk = '+12065550142';
const [atOnce, moves, putBack, neverEnds, elsewhere, breaks] = [0, 1, 2, 3, 4, 5].map(
  (n) => `+1206555010${n}`,
) as [string, string, string, string, string, string];
const stranger = '+12065550177';

let api: Awaited<ReturnType<typeof startApi>>;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

/** Runs commands in turn, each on one line. @returns the result of the last one */
const type = async (...lines: readonly string[]) => {
  let last = await dialplane([]);
  for (const line of lines) last = await dialplane(line.split(' '), { DIALPLANE_URL: api.url });
  return last;
};

/** A URL where no server listens. */
const unusedUrl = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
};

const add = `forward add ${atOnce} --to ${desk}`;

describe('exit codes', () => {
  it.each`
    lines                                                               | exit | says
    ${[add]}                                                            | ${0} | ${''}
    ${['--help']}                                                       | ${0} | ${''}
    ${['forward add --help']}                                           | ${0} | ${''}
    ${['--version']}                                                    | ${0} | ${''}
    ${[`forward add ${breaks} --to ${desk}`]}                           | ${1} | ${`Cannot PUT /forwards/%2B${breaks.slice(1)}: the API answered 500, Internal error`}
    ${['forward']}                                                      | ${2} | ${'Usage: dialplane forward'}
    ${['nonsense']}                                                     | ${2} | ${'Cannot run "nonsense": there is no such command'}
    ${['numbers --nonsense']}                                           | ${2} | ${'Cannot use --nonsense: there is no such option'}
    ${['numbers --limit 0']}                                            | ${2} | ${'expected a whole number from 1 to 100'}
    ${['numbers --url nonsense']}                                       | ${2} | ${'Cannot use the URL "nonsense": expected a form such as'}
    ${['forward show 5550100']}                                         | ${2} | ${'expected an E.164 number, such as +12065550142'}
    ${[`forward add ${atOnce}`]}                                        | ${2} | ${`Cannot forward ${atOnce} without a target: expected --to or --file`}
    ${[`forward add ${atOnce} --to desk`]}                              | ${2} | ${'Cannot ring "desk": expected an E.164 number'}
    ${[`${add} --at-end beep`]}                                         | ${2} | ${'expected one of apology, message'}
    ${[`${add} --greeting hello`]}                                      | ${2} | ${'expected a form such as connecting:while-ringing'}
    ${[`${add} --ring soon`]}                                           | ${2} | ${'expected a whole number of seconds'}
    ${[`forward change ${atOnce}`]}                                     | ${2} | ${'expected what to change'}
    ${[add, `forward change ${atOnce} --ring 9 --if-version 0`]}        | ${2} | ${'expected a whole number from 1'}
    ${[`${add} --ring 121`]}                                            | ${3} | ${'  targets.0.ringSeconds: must be a whole number from 1 to 120, not 121'}
    ${[`${add} --greeting hello:while-ringing`]}                        | ${3} | ${'  greeting.prompt: must be the name of a prompt: connecting, '}
    ${[`forward show ${stranger}`]}                                     | ${3} | ${`Cannot find a forward of "${stranger}"`}
    ${[`forward change ${stranger} --ring 9`]}                          | ${3} | ${`Cannot find a forward of "${stranger}"`}
    ${[`forward remove ${stranger}`]}                                   | ${3} | ${`Cannot find a forward of "${stranger}"`}
    ${[`forward add ${stranger} --to ${desk}`]}                         | ${3} | ${'expected a number of the account'}
    ${[`forward add ${elsewhere} --to ${desk}`]}                        | ${3} | ${'another SIP media application answers it'}
    ${[add, add]}                                                       | ${3} | ${`Cannot add a forward of ${atOnce}: it is forwarded already. Use dialplane forward change`}
    ${[add, `forward change ${atOnce} --ring 9 --if-version 7`]}        | ${3} | ${'somebody changed it'}
    ${[add, `forward remove ${atOnce} --if-version 7`]}                 | ${3} | ${'somebody changed it'}
    ${[add, `forward remove ${atOnce} --back-to vc-unknown`]}           | ${3} | ${'expected a Voice Connector of the account'}
    ${['operation ..']}                                                 | ${2} | ${'expected a name'}
    ${[`phone explodes ${desk}`]}                                       | ${2} | ${'Cannot set the phone to "explodes": expected one of answers'}
    ${[`phone forwards ${desk}`]}                                       | ${2} | ${'expected --to with "forwards", and only with it'}
    ${[`phone busy ${desk} --to ${desk}`]}                              | ${2} | ${'expected --to with "forwards", and only with it'}
    ${['dnis size --per-hour 360 --url nonsense']}                      | ${0} | ${''}
    ${['operation 12065550100-9']}                                      | ${3} | ${'Cannot find the operation "12065550100-9"'}
    ${[`call --from ${desk} --to ${desk}`]}                             | ${2} | ${`Cannot call ${desk} from the same number`}
    ${[`call --from ${desk} --to ${atOnce}`]}                           | ${3} | ${'expected loopback'}
    ${[`call --from ${desk} --to ${atOnce} --url https://example.com`]} | ${3} | ${'Cannot place a call at https://example.com: expected loopback'}
    ${[`forward explain ${atOnce} --from ${desk} --at soon`]}           | ${3} | ${'  at: must be a time'}
    ${[`forward add ${putBack} --to ${desk}`]}                          | ${6} | ${`Cannot forward ${putBack}: the change was rolled back`}
    ${[`forward add ${neverEnds} --to ${desk} --timeout 5`]}            | ${7} | ${'not finished after 5 s. The server continues; see dialplane operation 12065550103-1'}
  `('$lines exits with status $exit', async ({ lines, exit, says }) => {
    const result = await type(...lines);

    expect(result.exit).toBe(exit);
    expect(result.error).toContain(says);
    if (exit !== 0) expect(result.out).toBe('');
  });

  it('are all listed by --help and by README.md', async () => {
    const codes = Object.values(exitCodes).map(String);
    const help = (await dialplane(['--help'])).out;
    const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

    expect([...help.matchAll(/^ {2}(\d+) {2}\w/gm)].map(([, code]) => code)).toEqual(codes);
    expect([...readme.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => code)).toEqual(codes);
  });

  it('4: no server listens', async () => {
    const { exit, error } = await dialplane(['numbers', '--url', await unusedUrl()]);

    expect(exit).toBe(4);
    expect(error).toMatch(/^Cannot reach the API at http:\/\/127\.0\.0\.1:\d+: no server is listening there/);
  });

  it.each`
    line         | says
    ${'numbers'} | ${/^Cannot reach the API at \S+: \S+\n$/}
    ${add}       | ${/: \S+\. The change may have been made: check before you try again\n$/}
  `('4: the connection breaks during "$line"', async ({ line, says }) => {
    const rude = createServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(rude.address() as AddressInfo).port}`;
    const { exit, error } = await dialplane([...line.split(' '), '--url', url]);
    await new Promise((resolve) => rude.close(resolve));

    expect(exit).toBe(4);
    expect(error).toMatch(says);
  });

  it.each`
    token              | exit | says
    ${''}              | ${5} | ${'the API answered 401, Unauthorized. Set DIALPLANE_TOKEN'}
    ${tokens.reader}   | ${5} | ${'expected one of the group operators'}
    ${tokens.operator} | ${0} | ${''}
  `('$exit: an API that requires a sign-in gets the token "$token"', async ({ token, exit, says }) => {
    const closed = await startApi({ signIn: true });
    const result = await dialplane(add.split(' '), { DIALPLANE_URL: closed.url, DIALPLANE_TOKEN: token });
    await closed.stop();

    expect(result.exit).toBe(exit);
    expect(result.error).toContain(says);
    expect(closed.requests[0]?.authorization).toBe(token ? `Bearer ${token}` : undefined);
    if (token) expect(result.out + result.error).not.toContain(token);
  });
});

describe('forwards', () => {
  it('are added, changed only in the named fields, and removed', async () => {
    const added = await type(`${add},+12065550143 --ring 20 --greeting connecting:while-ringing --json`);
    expect(JSON.parse(added.out)).toEqual({
      number: atOnce,
      targets: [
        { kind: 'phone', number: desk, ringSeconds: 20 },
        { kind: 'phone', number: '+12065550143', ringSeconds: 20 },
      ],
      callerId: 'caller',
      atEnd: 'apology',
      greeting: { prompt: 'connecting', when: 'while-ringing' },
      version: 1,
    });

    const changed = await type(`forward change ${atOnce} --at-end message --json`);
    expect(JSON.parse(changed.out)).toEqual({ ...JSON.parse(added.out), atEnd: 'message', version: 2 });

    const removed = await type(`forward remove ${atOnce}`);
    expect(removed.out).toBe(`${atOnce} is no longer forwarded.\n`);
    expect((await type(`forward show ${atOnce}`)).exit).toBe(3);
  });

  it('wait until the number has moved, and report progress', async () => {
    const { out, error, seconds } = await type(`forward add ${moves} --to ${desk} --json`);

    expect(JSON.parse(out)).toMatchObject({ number: moves, version: 1 });
    expect(error).toBe(`Moving ${moves} (operation 12065550101-1): create-rule\n`);
    expect(seconds).toBe(0.75);
    expect((await type(`forward remove ${moves}`)).out).toBe(`${moves} is no longer forwarded.\n`);
  });

  it('show the operation with --no-wait', async () => {
    const { exit, out } = await type(`forward add ${moves} --to ${desk} --no-wait --json`);

    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ id: '12065550101-1', status: 'moving' });
    expect((await type('operation 12065550101-1')).out).toMatch(
      /^operation +12065550101-1\n.*\nstatus +moving$/ms,
    );
  });

  it('can be read from a file that another command wrote', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cli-'));
    const file = join(folder, 'forward.json');
    writeFileSync(file, (await type(`${add} --json`)).out);
    const { out } = await type(`forward add ${moves} --file ${file} --at-end message --json`);
    rmSync(folder, { recursive: true });

    expect(JSON.parse(out)).toMatchObject({ number: moves, targets: [{ number: desk }], atEnd: 'message' });
  });

  /** Writes a file, runs commands that name it as FILE, and removes it. */
  const withFile = async (content: string, ...lines: readonly string[]) => {
    const file = join(folderWith({ 'forward.json': content }), 'forward.json');
    return type(...lines.map((line) => line.replace('FILE', file)));
  };

  it('are not changed by a file of an older version', async () => {
    const first = await type(`${add} --json`);
    await type(`forward change ${atOnce} --ring 9`);
    const { exit, error } = await withFile(first.out, `forward change ${atOnce} --file FILE`);

    expect(exit).toBe(3);
    expect(error).toContain('somebody changed it');
    expect(JSON.parse((await type(`forward show ${atOnce} --json`)).out)).toMatchObject({
      version: 2,
      targets: [{ ringSeconds: 9 }],
    });
  });

  it('are changed by a file of the current version, with a byte order mark', async () => {
    const { out } = await type(`${add} --json`);
    const changed = out.replace('"apology"', '"message"');

    expect(await withFile(`\uFEFF${changed}`, `forward change ${atOnce} --file FILE --json`)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('"message"'),
    });
  });

  it('are not changed by a file of another number', async () => {
    const { out } = await type(`${add} --json`);

    expect(await withFile(out, `forward change ${moves} --file FILE`)).toMatchObject({
      exit: 2,
      error: expect.stringContaining(`expected the forward of ${moves}, not of ${atOnce}`),
    });
  });

  it('show which fields a change has changed', async () => {
    const { out } = await type(
      add,
      `forward change ${atOnce} --ring 9`,
      `forward change ${atOnce} --at-end message`,
      `forward history ${atOnce}`,
    );

    expect(out.split('\n').slice(1, 4)).toEqual([
      expect.stringMatching(/ done +- +atEnd +/),
      expect.stringMatching(/ done +- +targets +/),
      expect.stringMatching(/ done +- +atEnd, callerId, targets +/),
    ]);
  });

  it('show which fields a change has changed at the end of a page too, by the next page', async () => {
    const { out, error } = await type(
      add,
      `forward change ${atOnce} --ring 9`,
      `forward change ${atOnce} --at-end message`,
      `forward history ${atOnce} --limit 2`,
    );

    expect(out.trimEnd().split('\n').slice(1)).toEqual([
      expect.stringMatching(/ done +- +atEnd +/),
      expect.stringMatching(/ done +- +targets +/),
    ]);
    expect(error).toContain('use --next 2 or --all');
  });

  it('lists every broken rule with its path', async () => {
    const { error } = await type(`forward add ${atOnce} --to +1911,${atOnce} --ring 0`);

    expect(error.split('\n').filter((line) => line.startsWith('  targets.'))).toEqual([
      expect.stringContaining('  targets.0.number: '),
      expect.stringContaining('  targets.0.ringSeconds: '),
      expect.stringContaining('  targets.1.ringSeconds: '),
      expect.stringContaining('  targets.1.number: must not be the number that is forwarded'),
    ]);
  });
});

describe('output', () => {
  it.each`
    line                                          | out
    ${`forward list`}                             | ${/^NUMBER +RINGS +CALLER ID +HOURS +AT THE END +VERSION\n\+12065550100 +\+12065550142 +caller +always +apology +1\n$/}
    ${`forward show ${atOnce}`}                   | ${/^number +\+12065550100\nrings +\+12065550142\ncaller ID +caller\nat the end +apology\nversion +1\n$/}
    ${`forward history ${atOnce}`}                | ${/^AT +BY +ACTION +OUTCOME +VERSION +CHANGED +RINGS\n2026-01-05T17:00:00Z +ann +put +done +- +atEnd, callerId, targets +\+12065550142\n$/}
    ${`forward explain ${atOnce} --from ${desk}`} | ${/^A sentence\.\n\nanswered by +Dialplane's SIP media application, which uses the forward\nbecause +open\nrings +\+12065550142\n/}
    ${'numbers --limit 1'}                        | ${/^NUMBER .*\n\+12065550100 +SipMediaApplicationDialIn +Assigned +voice-connector vc-1 +\+12065550142 +-\n$/}
    ${'connectors'}                               | ${/^ID +NAME +REGION +ENCRYPTION +ARN\nvc-1 +main \ufffd\[31mline +us-east-1 +required +-\n$/}
    ${'prompts'}                                  | ${/^NAME +WORDS\nconnecting +Please wait while we connect your call\.\n/}
    ${'applications'}                             | ${/^ID +NAME +REGION +USED BY DIALPLANE +LAMBDA\nsma-1 +forwarding +us-east-1 +yes +-\n$/}
  `('$line', async ({ line, out }) => {
    expect((await type(add, line)).out).toMatch(out);
  });

  it('says so if a list is empty', async () => {
    expect((await type('forward list')).out).toBe('No number is forwarded.\n');
  });

  it('shows one page, and says how to get the next one', async () => {
    const first = await type('numbers --limit 4 --json');
    const second = await type('numbers --limit 4 --next 4 --json');

    expect(first.error).toBe('There are more rows: use --next 4 or --all\n');
    expect(JSON.parse(first.out)).toMatchObject({ next: '4', numbers: { length: 4 } });
    expect(JSON.parse(second.out)).toMatchObject({ numbers: { length: 2 } });
    expect(JSON.parse((await type('numbers --limit 1 --all --json')).out).numbers).toEqual([
      ...JSON.parse(first.out).numbers,
      ...JSON.parse(second.out).numbers,
    ]);
  });

  it('is cut to the width of a terminal, and complete otherwise', async () => {
    const environment = { DIALPLANE_URL: api.url };
    const narrow = await dialplane(['numbers'], environment, { isTTY: true, columns: 60 });
    const whole = await dialplane(['numbers'], environment, { isTTY: false, columns: 60 });

    expect(Math.max(...narrow.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(whole.out).toContain('SipMediaApplicationDialIn');
  });
});

it.each`
  content       | because
  ${'<html>'}   | ${'it is not JSON'}
  ${'"hello"'}  | ${'it is not an object'}
  ${'{"ok":1}'} | ${'the requested field is missing'}
`('says which server sent $content, because $because', async ({ content }) => {
  const other = createAdaptorServer({ fetch: () => new Response(content) });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const { exit, error } = await dialplane(['numbers', '--url', url]);
  await new Promise((resolve) => other.close(resolve));

  expect(exit).toBe(1);
  expect(error).toMatch(/^Cannot read the response of http:.*: expected .*\. Is it Dialplane's API\?\n$/);
});

it('passes every field of a forward to the API and back', async () => {
  const { api: real } = await forwardingApiUnderTest();
  const server = createAdaptorServer({ fetch: (request) => real.fetch(request) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = join(folderWith({ 'forward.json': JSON.stringify(everyField) }), 'forward.json');
  const added = await dialplane(['forward', 'add', everyField.number, '--file', file, '--url', url]);
  const shown = await dialplane(['forward', 'show', everyField.number, '--json', '--url', url]);
  await new Promise((resolve) => server.close(resolve));

  expect(added).toMatchObject({ exit: 0, error: '' });
  expect(JSON.parse(shown.out)).toEqual({ ...everyField, version: 1 });
});
