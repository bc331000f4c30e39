import { forwardingPaths } from './paths';
import { schemas } from './schemas';

/** The API in OpenAPI 3.1. `contract.test.ts` checks it against the handler: every path, every status, every body. */
export const forwardingOpenapi = {
  openapi: '3.1.0',
  info: {
    title: 'Dialplane forwarding API',
    version: '1.0.0',
    description:
      'Forwards phone numbers. Errors are problem details (RFC 9457). Changes need If-Match with the version that was read, so no client overwrites a change that it has not seen.',
  },
  security: [{ jwt: [] }],
  paths: forwardingPaths,
  components: {
    schemas,
    securitySchemes: { jwt: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
};
