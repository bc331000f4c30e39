export { dialtoneOutgoing } from './dialtone-outgoing';
