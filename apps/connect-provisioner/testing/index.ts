export { connectNumberFlows } from '../src/connect-number-flows';
