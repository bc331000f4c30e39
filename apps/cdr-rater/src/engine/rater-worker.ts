import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Reply } from './rater-thread';
import { type Answer, openTasks, type RaterSetup, type Task } from './tasks';

/** What runs in a thread: it does tasks as they come, and hands memory over instead of copying it. */
const main = (setup: RaterSetup): void => {
  // Who collects from all threads must not wait for a core: a thread that is slower for it waits for nobody. Only Linux gives each thread
  // a priority of its own.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const run = openTasks(setup);
  parentPort?.on('message', (task: Task) => {
    try {
      const answer = run(task);
      post({ answer }, buffersOf(answer));
    } catch (error) {
      post({ error }, []);
    }
  });
};

const post = (reply: Reply, buffers: readonly ArrayBuffer[]): void => parentPort?.postMessage(reply, buffers);

const buffersOf = ({ rated }: Answer): readonly ArrayBuffer[] =>
  rated
    ? [
        ...Object.values(rated.csv).flat(),
        ...Object.values(rated.references).flatMap(({ references, ends }) => [references, ends]),
      ].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
    : [];

main(workerData as RaterSetup);
