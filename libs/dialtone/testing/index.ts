export { someDialtone, somePolicy } from './some-dialtone';
