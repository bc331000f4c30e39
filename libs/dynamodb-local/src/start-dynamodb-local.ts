import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { installed } from './installed';

/** Where the data is stored, and the port. */
export type DynamoDbLocalOptions = {
  /** A folder for the data, which is kept between starts. It is created if necessary. @default in memory */
  readonly folder?: string;
  /** @default a free port, chosen by the operating system */
  readonly port?: number;
};

/** A running DynamoDB Local. */
export type DynamoDbLocal = {
  /** Such as `http://127.0.0.1:43121`. All credentials (letters and digits) and all Regions see the same tables. */
  readonly endpoint: string;
  /** Its version, such as `3.3.0`. */
  readonly version: string;
  /** Stops it. May be called twice. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the real DynamoDB Local and waits, at most 30 seconds, until it answers.
 *
 * It ends with `stop()`, and also when this process ends, however that happens.
 *
 * It listens on all interfaces: it has no option for an address, and its server takes a port only. On a machine
 * that strangers can reach, close the port with a firewall.
 *
 * @returns what is missing, and how to get it, where it cannot run at all
 * @throws if it is there, but does not start
 */
export const startDynamoDbLocal = async (
  options: DynamoDbLocalOptions = {},
): Promise<DynamoDbLocal | { readonly missing: string }> => {
  const found = installed();
  if ('missing' in found) return found;

  const port = options.port ?? (await freePort());
  if (options.folder) mkdirSync(options.folder, { recursive: true });
  const child = startWithUs([
    'java',
    '-Xmx512m',
    ...startsFast,
    `-Djava.library.path=${found.libraries}`,
    '-jar',
    found.jar,
    '-disableTelemetry', // it reports to Amazon otherwise
    '-sharedDb', // without it, each access key and region sees tables of its own
    '-port',
    String(port),
    ...(options.folder ? ['-dbPath', options.folder] : ['-inMemory']),
  ]);

  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, child);
  return { endpoint, version: found.version, stop: () => stop(child) };
};

/** Half of the processor time of a start is for compiling code that a short run never needs so fast. */
const startsFast = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

// The shell holds one end of a pipe of this process. When this process ends, even by SIGKILL, the pipe closes, and the shell
// stops the command. The shell is in a process group of its own, so that Ctrl-C does not reach it directly as well.
const untilThePipeCloses = 'exec 3<&0; "$@" & pid=$!; (read -r _ <&3; kill "$pid") & wait "$pid"';

const startWithUs = (command: readonly string[]): ChildProcess => {
  const child = spawn('sh', ['-c', untilThePipeCloses, 'sh', ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  child.once('exit', () => child.stdin?.destroy());
  return child;
};

const answers = async (endpoint: string, child: ChildProcess): Promise<void> => {
  let broken: unknown;
  child.once('error', (error) => (broken = error));
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && child.exitCode === null && broken === undefined) {
    if (await isUp(endpoint)) return;
    await sleep(50);
  }
  await stop(child);
  throw new Error(`Cannot start DynamoDB Local at ${endpoint}: expected an answer within 30 seconds`, {
    cause: broken,
  });
};

/** DynamoDB Local refuses an unsigned request, with a header of its own. */
const isUp = async (endpoint: string): Promise<boolean> => {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.headers.has('x-amzn-requestid');
  } catch {
    return false; // not listening yet
  }
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.stdin?.end();
  const killer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(killer);
};
