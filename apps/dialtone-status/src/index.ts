export { dialtoneStatus } from './dialtone-status';
