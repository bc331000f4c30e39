import { Worker } from 'node:worker_threads';
import { type ExplainedFailure, RunFailed } from '../explain-failure';
import type { Rater } from './rater';
import type { TaskResult, RaterSetup, RaterTask } from './tasks';
import type { WorkerSource } from './worker-source';

/** What a thread sends back. */
export type Reply =
  | { readonly answer: TaskResult }
  | { readonly error: unknown; readonly failure?: ExplainedFailure | undefined };

/** A caller that waits for a result. Results come in the order of the tasks. */
type Settle = { readonly resolve: (answer: TaskResult) => void; readonly reject: (error: unknown) => void };

/** A thread needs little memory of its own: the large buffers belong to the kernel or arrive with messages. */
const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/** Opens a rater in a thread of its own. */
export const openRaterThread = (setup: RaterSetup, source: WorkerSource): Rater => {
  const given = 'file' in source ? source.file : source.code;
  const worker = new Worker(given, { eval: 'code' in source, workerData: setup, resourceLimits });
  const asked: Settle[] = [];
  let failed: Error | undefined;
  const fail = (error: Error): void => {
    failed ??= error;
    for (const { reject } of asked.splice(0)) reject(failed);
  };
  worker.on('message', (reply: Reply) => {
    const settle = asked.shift();
    if ('error' in reply) settle?.reject(reply.failure ? new RunFailed(reply.failure) : reply.error);
    else settle?.resolve(reply.answer);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('Cannot rate: a thread ended before its work was done')));

  return {
    ask: (task: RaterTask) =>
      new Promise<TaskResult>((resolve, reject) => {
        if (failed) return reject(failed);
        asked.push({ resolve, reject });
        const bytes = 'bytes' in task ? task.bytes : undefined;
        worker.postMessage(task, bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : []);
      }),
    close: () => worker.terminate(),
  };
};
