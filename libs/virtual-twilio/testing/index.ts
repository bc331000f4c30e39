export * from './twilio-under-test';
