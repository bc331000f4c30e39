export { dialtoneIncoming } from './dialtone-incoming';
