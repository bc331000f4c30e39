export { apply, destroy } from './apply';
export { call } from './call';
export { buy, listNumbers, release, searchNumbers } from './numbers';
export { phone } from './phone';
export { plan } from './plan';
export { promoteRelease, rollBackRelease } from './promote';
export { rotate } from './rotate';
