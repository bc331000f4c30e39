import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that serves HTTP on 127.0.0.1. */
export type Emulator = {
  /** Such as `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

export type EmulatorOptions = {
  readonly program: string;
  readonly words: (port: number) => readonly string[];
  readonly environment?: (port: number) => Readonly<Record<string, string>>;
  /** A path that returns 200 once the program is ready. */
  readonly health: string;
};

const secondsToStart = 60;

/** Starts an emulator on a free port and waits until it is ready. @throws with its output if it does not start */
export const startEmulator = async (options: EmulatorOptions): Promise<Emulator> => {
  const { program, words, environment, health } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, words(port), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutAws(process.env), ...environment?.(port) },
  });
  const said = lastWordsOf(child);
  const stop = () => stopped(child);

  for (let tries = 0; tries < secondsToStart * 5; tries += 1) {
    if (await answers(url + health)) return { url, stop };
    if (hasEnded(child)) break;
    await sleep(200);
  }
  await stop();
  throw new Error(`Cannot start "${program}" on port ${port}: ${said() || 'it said nothing'}`);
};

/** Removes this user's AWS settings, which must not reach an emulator or the functions that it runs. */
export const withoutAws = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_')));

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // the program does not listen yet
  }
};

/** Another program may take the port before ours does. Then ours fails to start, and its output says why. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('Cannot find a free port');
  return address.port;
};

const lastWordsOf = (child: ChildProcess): (() => string) => {
  let text = '';
  const hear = (more: unknown) => {
    text = (text + String(more)).slice(-2_000);
  };
  child.on('error', hear);
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return () => text.trim();
};

// Without a pid, the program could not be started at all.
const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null;

const stopped = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended.then(() => true), sleep(5_000, false, { ref: false })]);
  if (inTime) return;
  child.kill('SIGKILL');
  await ended;
};
