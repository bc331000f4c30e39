export { forwardingTwilio, type ForwardingTwilioPorts } from './forwarding-twilio';
