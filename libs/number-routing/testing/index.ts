export { numberAt, testAccount, type TestAccount } from './test-account';
