export * from './path-parts';
export * from './schema-parts';
