/** The program of a worker thread. `worker-source.ts` bundles it when the engine runs from its sources. */
import { runRaterThread } from './run-rater-thread';

runRaterThread();
