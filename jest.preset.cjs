const { join } = require('node:path');

// Tests also run on Node 20, where each AWS client would print seven lines about the end of its support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const swc = (parser) => ['@swc/jest', { jsc: { parser, target: 'es2022' }, module: { type: 'commonjs' } }];

/**
 * The shared jest configuration. A project's `jest.config.cjs` is `module.exports = require('../../jest.preset.cjs')(__dirname)`.
 *
 * swc strips types without checking them; `nx typecheck` checks them.
 */
module.exports = (rootDir) => ({
  rootDir,
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/cdktf.out/'],
  moduleNameMapper: {
    '^@dialplane/apps/([^/]+)/testing$': join(__dirname, 'apps/$1/testing/index.ts'),
    '^@dialplane/([^/]+)/testing$': join(__dirname, 'libs/$1/testing/index.ts'),
    '^@dialplane/apps/([^/]+)$': join(__dirname, 'apps/$1/src/index.ts'),
    '^@dialplane/([^/]+)$': join(__dirname, 'libs/$1/src/index.ts'),
  },
  transform: {
    '\\.ts$': swc({ syntax: 'typescript' }),
    // These packages are ES modules only, which jest cannot load untransformed.
    'node_modules/hyparquet.*\\.js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: ['/node_modules/(?!hyparquet)'],
  globalSetup: join(__dirname, 'tools/test-report/own-temporary-folder.cjs'),
  globalTeardown: join(__dirname, 'tools/test-report/remove-temporary-folder.cjs'),
  testEnvironment: 'node',
  passWithNoTests: true,
  testTimeout: 60_000, // a busy machine may take ten times as long as an idle one to start a process
  reporters: ['default', join(__dirname, 'tools/test-report/jest-reporter.cjs')],
});
