import { describeBundle } from '@dialplane/lambda-bundle/testing';

describeBundle('legacy-ivr', {
  kilobytes: 80,
  without: ['luxon', 'hono', 'credential-provider-node'],
  missing: 'DNIS_API_FUNCTION is missing; POOL',
});
