export { type Answer, dnisLookup, type DnisLookup } from './dnis-lookup';
