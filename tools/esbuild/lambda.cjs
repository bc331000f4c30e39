const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const workspace = join(__dirname, '../..');

/**
 * Parts of the AWS SDK that our Lambdas load and never run, each with what stands in for it. What must not run says so when
 * it does. `apps/forwarding-sma/src/bundle.test.ts` calls the real DynamoDB Local through a bundle made so, and
 * `tools/local-aws/rating.test.ts` S3 of an emulator.
 */
const leftOut = [
  {
    what: 'streams of events: no operation of DynamoDB has one, and those of S3 and Lambda that have are not called',
    file: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
    instead: () =>
      `${refuse('EventStreamSerde', 'eventStreamSerdeProvider')}
       export const resolveEventStreamSerdeConfig = (client) => client;`,
  },
  {
    what: 'SHA-256 in JavaScript, for a Node without crypto: Lambda has crypto',
    file: /@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/,
    instead: () => refuse('Sha256Js'),
  },
  {
    what: 'a cache of discovered endpoints, with two packages under it: DynamoDB in Lambda discovers none',
    file: /mnemonist\/lru-cache\.js$/,
    instead: () =>
      'export default class extends Map { constructor() { super() } peek(key) { return this.get(key) } }',
  },
  {
    what: 'a rate limiter for the retry mode "adaptive": ours is the standard one',
    file: /@smithy\/core\/dist-es\/submodules\/retry\/util-retry\/DefaultRateLimiter\.js$/,
    instead: () => refuse('DefaultRateLimiter'),
  },
  {
    what: "asking the machine for its region: Lambda sets AWS_REGION, and without it the client's own error is clearer",
    file: /@smithy\/core\/dist-es\/submodules\/config\/config-resolver\/regionConfig\/getInstanceMetadataRegion\.js$/,
    instead: () => 'export const getInstanceMetadataRegion = async () => undefined',
  },
  {
    what: 'settings from files in the home folder: a Lambda has none, and is told by its environment',
    file: /@smithy\/core\/dist-es\/submodules\/config\/shared-ini-file-loader\/loadSharedConfigFiles\.js$/,
    instead: () =>
      `export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });
       export const CONFIG_PREFIX_SEPARATOR = '.';`,
  },
  {
    what: 'trace ids of several events at once: ours are served one by one, with the trace id in the environment',
    file: /@aws\/lambda-invoke-store\/dist-es\/invoke-store\.js$/,
    instead: () => 'export const InvokeStore = { getInstanceAsync: async () => undefined }',
  },
  {
    what: "the client's package.json but for its version",
    file: /@aws-sdk\/client-[\w-]+\/package\.json$/,
    instead: (path) => `export default { version: '${JSON.parse(readFileSync(path, 'utf8')).version}' }`,
  },
];

const refuse = (...names) =>
  names
    .map(
      (name) =>
        `export const ${name} = function () { throw new Error('Cannot use ${name}: tools/esbuild/lambda.cjs left it out') };`,
    )
    .join('\n');

const leaveOut = {
  name: 'leave-out',
  setup: (build) => {
    for (const { file, instead } of leftOut)
      build.onLoad({ filter: file }, ({ path }) => ({ contents: instead(path), loader: 'js' }));
  },
};

/** How every Lambda is bundled. */
module.exports = {
  // The packages' ES modules first: esbuild leaves out what they do not use, which it cannot see in CommonJS.
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': join(
      workspace,
      'libs/lambda-runtime/src/environment-credentials.ts',
    ),
  },
  plugins: [leaveOut],
  outExtension: { '.js': '.js' }, // main.js is what Lambda is told to load; Nx would write main.cjs
  legalComments: 'none',
};
