import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { explainFailure } from '../explain-failure';
import type { Reply } from './rater-thread';
import { type TaskResult, openTasks, type RaterSetup, type RaterTask } from './tasks';

/** Runs in a worker thread: carries out tasks as they arrive, and transfers memory instead of copying it. */
export const runRaterThread = (): void => {
  // The main thread collects from all threads, so it must not wait for a core. Only Linux gives each thread its own priority.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const run = openTasks(workerData as RaterSetup);
  parentPort?.on('message', (task: RaterTask) => {
    try {
      const answer = run(task);
      post({ answer }, buffersOf(answer));
    } catch (error) {
      post({ error, failure: explainFailure(error) }, []); // an error's code would get lost on the way
    }
  });
};

const post = (reply: Reply, buffers: readonly ArrayBuffer[]): void => parentPort?.postMessage(reply, buffers);

const buffersOf = ({ rated }: TaskResult): readonly ArrayBuffer[] =>
  rated
    ? [
        ...Object.values(rated.csv).flat(),
        ...Object.values(rated.references).flatMap(({ references, ends }) => [references, ends]),
        rated.held.notes,
        rated.held.places,
      ].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
    : [];
