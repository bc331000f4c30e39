export { readPage, writeNext } from './page';
export { problem, type Problem, sendProblem } from './problem';
export { answerError, limitBody } from './refusals';
