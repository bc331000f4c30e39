export * from './every-field';
export * from './forward-store.contract';
