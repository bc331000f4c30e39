export { connectProvisioner, type ConnectProvisioner, type Provisioned } from './connect-provisioner';
