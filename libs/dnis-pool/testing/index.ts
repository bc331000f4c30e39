export * from './reservation-store.contract';
export * from './dnis-under-test';
