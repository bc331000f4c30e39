export * from './buy-number';
export * from './environment';
export * from './password';
export * from './plan';
export * from './plan-removal';
export * from './provisioning-account';
export * from './reconcile';
export * from './twilio-account';
