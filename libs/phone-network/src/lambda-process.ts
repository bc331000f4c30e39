import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Handler } from './invoke';

export type LambdaProcessOptions = {
  /** A file of JavaScript (.js, .mjs, .cjs), TypeScript (.ts) or Python (.py). */
  readonly file: string;
  /** The exported function. @default the first of handler, lambdaHandler, lambda_handler */
  readonly handlerName?: string;
  /** @default this process's environment */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Receives what the function writes: its standard output and its standard error, line by line. */
  readonly log?: (line: string) => void;
  /** How long one invocation may take, in milliseconds of real time. @default 30 seconds */
  readonly patience?: number;
};

/** A Lambda function that runs in a process of its own. */
export type LambdaProcess = {
  /** Invokes the function. Rejects if it throws, exits or takes too long. */
  readonly handler: Handler;
  readonly stop: () => void;
};

/**
 * Starts a Lambda function from a file, in Node.js or Python, so that an unchanged function can handle simulated calls. All
 * invocations use one process, as those of a warm instance do: what its module remembers, stays. Its calls to AWS go where its
 * environment directs them.
 *
 * @throws if the file does not exist, or is of another language
 */
export const lambdaProcess = ({
  file,
  handlerName = '',
  environment = process.env,
  log = () => undefined,
  patience = 30_000,
}: LambdaProcessOptions): LambdaProcess => {
  const path = resolve(file);
  if (!existsSync(path)) throw new Error(`Cannot run the function "${file}": there is no such file`);
  const [command, ...words] = commandFor(path, file);
  const child = spawn(command, [...words, path, handlerName], { env: environment, stdio: 'pipe' });
  let ended: Error | undefined;
  const waiting: { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }[] =
    [];

  const end = (why: string) => {
    if (ended) return;
    ended = new Error(`Cannot run the function "${file}": ${why}`);
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  child.on('error', ({ message }) => end(message));
  child.on('close', (status) => end(`its process exited with status ${status}`));
  child.stdin.on('error', () => undefined); // the process is gone, which `close` reports
  createInterface({ input: child.stderr }).on('line', log);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = readAnswerLine(line);
    if (!answer) return log(line);
    const asked = waiting.shift();
    if ('error' in answer) asked?.reject(new Error(answer.error));
    else asked?.resolve(answer.value);
  });

  return {
    handler: (event) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const timer = setTimeout(() => {
          end(`it did not answer within ${patience / 1000} s`);
          child.kill();
        }, patience);
        const settled =
          <Value>(settle: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(timer);
            settle(value);
          };
        waiting.push({ resolve: settled(resolve), reject: settled(reject) });
        child.stdin.write(`${JSON.stringify(event)}\n`);
      }),
    stop: () => child.kill(),
  };
};

const commandFor = (path: string, file: string): readonly [string, ...string[]] => {
  switch (extname(path)) {
    case '.js':
    case '.mjs':
    case '.cjs':
    case '.ts':
      return [process.execPath, '--import', tsx(), join(__dirname, 'run-lambda.mjs')];
    case '.py':
      return ['python3', join(__dirname, 'run_lambda.py')];
    default:
      throw new Error(
        `Cannot run the function "${file}": expected a file of JavaScript, TypeScript or Python`,
      );
  }
};

/**
 * The loader that compiles TypeScript, by its path: the folder of the function need not have it. If this process was started by tsx,
 * the path ends with a query, which does not belong to the file.
 */
const tsx = () => pathToFileURL(require.resolve('tsx').replace(/\?.*$/, '')).href;

/** The runners write one line for each invocation, with this mark. */
const mark = '\u0001lambda ';

const readAnswerLine = (
  line: string,
): { readonly value: unknown } | { readonly error: string } | undefined =>
  line.startsWith(mark) ? JSON.parse(line.slice(mark.length)) : undefined;
