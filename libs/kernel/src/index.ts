export * from './epoch-seconds';
export * from './issue';
export * from './result';
export * from './unreachable';
