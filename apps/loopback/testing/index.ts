export { consoleUnderTest, type ConsoleUnderTest } from './console-under-test';
export { emptyLoopbackIn, loopbackProgram, startLoopback, type StartedLoopback } from './start-loopback';
