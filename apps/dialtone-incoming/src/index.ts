export { dialtoneIncoming, type DialtoneIncomingPorts } from './dialtone-incoming';
