import { startEmulator } from './emulator';

const node = (script: string) =>
  startEmulator({
    program: process.execPath,
    words: (port) => ['-e', script, `${port}`],
    environment: (port) => ({ GREETING: `port ${port}` }),
    health: '/health',
  });

const server = `require('node:http').createServer((request, answer) => answer.end(
  JSON.stringify({ greeting: process.env.GREETING, aws: Object.keys(process.env).filter((it) => it.startsWith('AWS_')) }),
)).listen(Number(process.argv[1]), '127.0.0.1');`;

it('answers on a port of its own until it is stopped', async () => {
  const emulator = await node(server);

  expect(await (await fetch(emulator.url)).json()).toMatchObject({
    greeting: `port ${new URL(emulator.url).port}`,
  });
  await emulator.stop();
  await expect(fetch(emulator.url)).rejects.toThrow('fetch failed');
  await emulator.stop(); // twice does no harm
});

it('does not see the AWS account of the user who starts it', async () => {
  process.env['AWS_PROFILE'] = 'production';
  const emulator = await node(server).finally(() => delete process.env['AWS_PROFILE']);

  expect(await (await fetch(emulator.url)).json()).toMatchObject({ aws: [] });
  await emulator.stop();
});

it('says that there is no such program', async () => {
  const missing = { program: 'no-such-program', words: () => [], health: '/' };

  await expect(startEmulator(missing)).rejects.toThrow(/^Cannot start "no-such-program" .*ENOENT/);
});

it('says what it said when it does not start', async () => {
  await expect(node(`console.error('the port is taken'); process.exit(1)`)).rejects.toThrow(
    /^Cannot start ".*" on port \d+: the port is taken$/,
  );
});
