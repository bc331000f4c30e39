export { dialplane } from './dialplane-under-test';
