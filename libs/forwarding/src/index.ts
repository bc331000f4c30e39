export * from './decide';
export * from './forward';
export * from './forward-store';
export * from './hours';
export * from './memory-forwards';
export * from './route';
