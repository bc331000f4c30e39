export { type Scenario, type Source } from './scenario';
export { groups, scenarios } from './scenarios';
