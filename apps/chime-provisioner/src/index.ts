export { type Answer, chimeProvisioner, type Ports } from './chime-provisioner';
export { chimeApplicationService } from './chime-application-service';
export { memoryProvidedNumbers } from './memory-provided-numbers';
export { chimeNumberMarket } from './chime-number-market';
