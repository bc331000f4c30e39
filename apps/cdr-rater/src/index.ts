export { cdrRater, type CdrRater, type RaterAnswer } from './cdr-rater';
