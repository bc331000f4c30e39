import { localPaths } from './local-paths';
import { localSchemas } from './local-schemas';

/**
 * What the console asks of the server that it comes from, besides the forwarding API below `/api/forwarding` and the DNIS API below
 * `/api/dnis`, which have documents of their own. Paths below `/api/local` exist in loopback only: `/config.json` says so.
 */
export const localOpenapi = {
  openapi: '3.1.0',
  info: {
    title: 'Dialplane console server',
    version: '1.0.0',
    description:
      'Errors are problem details (RFC 9457). A request that changes something needs the header X-Dialplane-Console: 1.',
  },
  paths: localPaths,
  components: { schemas: localSchemas },
};
