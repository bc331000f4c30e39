/** The file of a thread, beside the Lambda's `main.js`: `engine/rater-thread.ts` starts it from there. */
import './engine/rater-worker';
