export * from './epoch-seconds';
export * from './in-order';
export * from './issue';
export * from './random';
export * from './result';
export * from './schema-issues';
export * from './unreachable';
