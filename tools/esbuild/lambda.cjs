const { readFileSync } = require('node:fs');
const { join, parse } = require('node:path');

const workspace = join(__dirname, '../..');

/**
 * Parts of the AWS SDK that our functions load but never run, each with its replacement. A replacement that must not run
 * throws an error that says so. `apps/forwarding-sma/src/bundle.test.ts` calls the real DynamoDB Local through such a bundle,
 * and `tools/local-aws/rating.test.ts` calls an emulator's S3.
 */
const leftOut = [
  {
    what: 'event streams: DynamoDB has none, and we call no S3 or Lambda operation that has one',
    file: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
    instead: () =>
      `${refuse('EventStreamSerde', 'eventStreamSerdeProvider')}
       export const resolveEventStreamSerdeConfig = (client) => client;`,
  },
  {
    what: 'signing the messages of event streams',
    file: /@smithy\/signature-v4\/dist-es\/HeaderFormatter\.js$/,
    instead: () =>
      `export class HeaderFormatter { format() { throw new Error('Cannot use HeaderFormatter: ${leftOutHere}') } }`,
  },
  {
    what: 'SHA-256 in JavaScript, for a Node built without crypto, unlike that of Lambda',
    file: /@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/,
    instead: () => refuse('Sha256Js'),
  },
  {
    what: 'a cache of discovered endpoints, with two packages: we use no endpoint discovery',
    file: /mnemonist\/lru-cache\.js$/,
    instead: () =>
      'export default class extends Map { constructor() { super() } peek(key) { return this.get(key) } }',
  },
  {
    what: 'the rate limiter of retry mode "adaptive": we use the standard mode',
    file: /@smithy\/core\/dist-es\/submodules\/retry\/util-retry\/DefaultRateLimiter\.js$/,
    instead: () => refuse('DefaultRateLimiter'),
  },
  {
    what: "asking the machine for its region: Lambda sets AWS_REGION, and without it the client's own error is clearer",
    file: /@smithy\/core\/dist-es\/submodules\/config\/config-resolver\/regionConfig\/getInstanceMetadataRegion\.js$/,
    instead: () => 'export const getInstanceMetadataRegion = async () => undefined',
  },
  {
    what: 'settings from files in the home folder: Lambda has none and uses environment variables',
    file: /@smithy\/core\/dist-es\/submodules\/config\/shared-ini-file-loader\/loadSharedConfigFiles\.js$/,
    instead: () =>
      `export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });
       export const CONFIG_PREFIX_SEPARATOR = '.';`,
  },
  {
    what: 'trace ids of concurrent events: a function handles one event at a time, with its trace id in the environment',
    file: /@aws\/lambda-invoke-store\/dist-es\/invoke-store\.js$/,
    instead: () => 'export const InvokeStore = { getInstanceAsync: async () => undefined }',
  },
  {
    what: "documents as streams and by events, below Twilio's TwiML: a TwiML document is a short text",
    file: /xmlbuilder\/lib\/(?:XMLDocumentCB|XMLStreamWriter)\.js$/,
    instead: (path) =>
      `module.exports = function () { throw new Error('Cannot use ${parse(path).name}: ${leftOutHere}') };`,
  },
  {
    what: 'zstd in JavaScript, for a Node before 22.15: that of Lambda has its own',
    file: /fzstd\/esm\/index\.mjs$/,
    instead: () => refuse('Decompress'),
  },
  {
    what: 'the package.json of a client, except for its version',
    file: /@aws-sdk\/client-[\w-]+\/package\.json$/,
    instead: (path) => `export default { version: '${JSON.parse(readFileSync(path, 'utf8')).version}' }`,
  },
];

const leftOutHere = 'tools/esbuild/lambda.cjs left it out';

const refuse = (...names) =>
  names
    .map(
      (name) =>
        `export const ${name} = function () { throw new Error('Cannot use ${name}: ${leftOutHere}') };`,
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
  // ES modules first: esbuild can drop their unused parts, which it cannot do for CommonJS.
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': join(
      workspace,
      'libs/lambda-runtime/src/environment-credentials.ts',
    ),
  },
  plugins: [leaveOut],
  outExtension: { '.js': '.js' }, // Lambda loads main.js; Nx would write main.cjs
  legalComments: 'none',
};
