export * from './call';
export * from './call-app';
export * from './call-event';
export * from './step';
