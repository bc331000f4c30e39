export * from './event-samples';
export * from './limit-samples';
