export * from './logger';
export * from './metrics';
export * from './safe-to-log';
export * from './settings';
export * from './write-line';
