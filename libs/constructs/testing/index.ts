export { allowed, allowStatements, resources } from './read-stack';
export { emptyStack, stubCode } from './stack-under-test';
export { filesOfReadme, readmeProgram } from './readme-examples';
