export { type AskPool, type LegacyAnswer, legacyIvr, type LegacyIvr } from './legacy-ivr';
