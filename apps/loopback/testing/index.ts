export { consoleUnderTest, type ConsoleUnderTest } from './console-under-test';
