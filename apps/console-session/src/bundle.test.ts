import { describeBundle } from '@dialplane/lambda-bundle/testing';

describeBundle('console-session', {
  kilobytes: 40,
  without: ['luxon', 'libphonenumber-js', '@aws-sdk', 'credential-provider-node'],
  missing: 'CONSOLE_URL is missing; SIGN_IN_URL',
});
