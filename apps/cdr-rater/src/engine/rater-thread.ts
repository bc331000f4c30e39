import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Rater } from './rater-pool';
import type { Answer, RaterSetup, Task } from './tasks';

/** What a thread sends back. */
export type Reply = { readonly answer: Answer } | { readonly error: unknown };

/** A thread needs little for itself: what is large is the kernel's, and comes and goes with the messages. */
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

/** Opens a rater in a thread of its own: `rater-worker`, beside this file or beside the bundle that it is in. */
export const openRaterThread = (setup: RaterSetup): Rater => {
  const worker = new Worker(join(__dirname, `rater-worker${extname(__filename)}`), {
    workerData: setup,
    resourceLimits,
  });
  let settle:
    { readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void } | undefined;
  let failed: Error | undefined;
  const fail = (error: Error): void => {
    failed = error;
    settle?.reject(error);
  };
  worker.on('message', (reply: Reply) => {
    if ('error' in reply) settle?.reject(reply.error);
    else settle?.resolve(reply.answer);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('Cannot rate: a thread ended before its work was done')));

  return {
    ask: (task: Task) =>
      new Promise<Answer>((resolve, reject) => {
        if (failed) return reject(failed);
        settle = { resolve, reject };
        const bytes = 'bytes' in task ? task.bytes : undefined;
        worker.postMessage(task, bytes ? [bytes.buffer as ArrayBuffer] : []);
      }),
    close: () => {
      settle = undefined;
      return worker.terminate();
    },
  };
};
