export { dialtoneOutgoing, type Ports } from './dialtone-outgoing';
