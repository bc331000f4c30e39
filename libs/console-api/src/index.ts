export { localOpenapi } from './local-openapi';
export type * as forwardingTypes from './forwarding-types';
export type * as dnisTypes from './dnis-types';
export type * as localTypes from './local-types';
export { usualSetupSeconds } from './pool-sizing';
export { contentSecurityPolicy, csrfHeader, permissionsPolicy } from './security-headers';
