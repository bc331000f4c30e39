export { dialtoneIncoming, type Ports } from './dialtone-incoming';
