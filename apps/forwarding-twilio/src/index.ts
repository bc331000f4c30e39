export { forwardingTwilio, type Ports } from './forwarding-twilio';
