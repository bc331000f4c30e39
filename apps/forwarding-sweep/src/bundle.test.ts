import { describeBundle } from '@dialplane/lambda-bundle/testing';

describeBundle('forwarding-sweep', {
  kilobytes: 80,
  without: ['luxon', 'libphonenumber-js', 'hono', 'credential-provider-node'],
  missing: 'FORWARDS_TABLE is missing; OPERATIONS_TABLE',
});
