/** The program of a worker thread: deployed beside `main.js`, where the engine looks for it. */
import { runRaterThread } from '@dialplane/rating';

runRaterThread();
