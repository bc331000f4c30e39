export { losingAnswers } from './losing-answers';
