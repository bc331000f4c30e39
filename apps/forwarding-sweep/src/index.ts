export { forwardingSweep, type ForwardingSweep } from './forwarding-sweep';
