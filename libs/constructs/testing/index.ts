export { allowed, allowStatements, resources } from './read-stack';
export { cdktfApp, emptyStack } from './stack-under-test';
