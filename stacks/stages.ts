import type { Stage } from './stage';

/** Every environment that Dialplane is deployed to, and everything that differs between them. */
export const stages = {
  test: {
    region: 'us-east-1',
    alarmTopic: 'dialplane-chat',
    keepsData: false,
    releases: 'by-canary', // as in live, so that a release is tried here first
    keepDays: { recordings: 7, oldVersions: 1 },
    requiresSecondFactor: true, // as in live: the console must not be the weakest door
    // A number to try things with. It is billed from the first day, and released with the stack.
    numbers: [{ name: 'to-try', order: { areaCode: '206' }, onDestroy: 'release' }],
    rating: { runs: [{ name: 'monthly', frequency: 'Monthly' }] },
    // A new Amazon Connect instance with three numbers, one of which plays the legacy platform.
    dnis: {
      instance: { alias: 'dialplane-test' },
      pools: [{ name: 'test', claim: { count: 2, country: 'US', type: 'DID' } }],
      attributes: ['fname', 'lname', 'reason', 'accountnum', 'customerphone'],
      greeting: 'Welcome, $.Attributes.fname. We will connect you to an agent.',
      playsLegacy: true,
    },
    dialtone: { file: 'test.json', forwarding: {} },
    console: { host: 'console-test.example.com', signInPrefix: 'dialplane-test' },
  },
  live: {
    region: 'us-east-1',
    alarmTopic: 'dialplane-pager',
    noticeTopic: 'dialplane-notices',
    keepsData: true,
    keepDays: { recordings: 365, oldVersions: 30 },
    reservedCallConcurrency: 100,
    releases: 'by-canary',
    requiresSecondFactor: true, // they can redirect the company's numbers
    rating: {
      // Where Chime writes the account's records is one setting, which this stage replaces: see docs/guides/cdr-rating.
      receivesRecords: true,
      runs: [
        { name: 'daily', frequency: 'Daily' },
        { name: 'monthly', frequency: 'Monthly' },
      ],
    },
    dnis: {
      instance: { alias: 'dialplane-live' },
      // How many numbers a load needs: npx dialplane dnis size. A new account may have 5.
      pools: [{ name: 'live', claim: { count: 5, country: 'US', type: 'DID' } }],
      attributes: ['fname', 'lname', 'reason', 'accountnum', 'customerphone'],
      greeting: 'Welcome, $.Attributes.fname. We will connect you to an agent.',
    },
    // What serves here was tried in test first: npx dialplane dialtone promote test live
    dialtone: { file: 'live.json', serves: 'promoted', reservedConcurrency: 10 },
    console: { host: 'console.example.com', signInPrefix: 'dialplane-live' },
  },
} as const satisfies Readonly<Record<string, Stage>>;
