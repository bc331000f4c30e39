export { type Answer, chimeProvisioner, type Ports } from './chime-provisioner';
export { chimeApplicationService } from './application-service-chime';
export { memoryProvidedNumbers } from './memory-provided-numbers';
export { chimeNumberMarket } from './number-market-chime';
