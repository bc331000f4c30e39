export { dialtoneStatus, type Ports } from './dialtone-status';
