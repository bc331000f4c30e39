export { type ProvisioningResult, chimeProvisioner, type ProvisionerPorts } from './chime-provisioner';
export { chimeApplicationService } from './chime-application-service';
export { dynamoProvidedNumbers } from './dynamo-provided-numbers';
export { memoryProvidedNumbers } from './memory-provided-numbers';
export { chimeNumberMarket } from './chime-number-market';
