export { forwardingSma, type Ports } from './forwarding-sma';
