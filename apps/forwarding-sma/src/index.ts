export { forwardingApp as forwardingSma, type ForwardingPorts as Ports } from '@dialplane/forwarding';
