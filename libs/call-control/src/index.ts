export * from './call';
export * from './call-app';
export * from './call-event';
export * from './step';
export type { Caller } from '@dialplane/phone-numbers';
