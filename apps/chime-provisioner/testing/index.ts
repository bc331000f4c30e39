export { provisionerUnderTest, type ProvisionerUnderTest, reception, spare } from './provisioner-under-test';
export { provisioningScenarios, type ProvisioningScenario } from './scenarios';
