export { provisionerUnderTest, type ProvisionerUnderTest, reception, spare } from './provisioner-under-test';
export { scenarios, type Scenario } from './scenarios';
