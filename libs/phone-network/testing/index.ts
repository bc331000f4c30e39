export { type Scenario, type KnowledgeSource } from './scenario';
export { groups, scenarios } from './scenarios';
