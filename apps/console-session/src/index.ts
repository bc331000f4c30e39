export { consoleSession, type ConsoleSession } from './console-session';
