import { describeBundle } from '@dialplane/lambda-bundle/testing';

describeBundle('dnis-sweep', {
  kilobytes: 80,
  without: ['luxon', 'libphonenumber-js', 'hono', 'credential-provider-node'],
  missing: 'RESERVATIONS_TABLE is missing; POOLS',
});
