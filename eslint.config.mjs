import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Which layer may use which. Each project's `project.json` has its tag; docs/adr explains the layers. */
const boundaries = [
  { sourceTag: 'type:basics', onlyDependOnLibsWithTags: ['type:basics'] },
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:domain', 'type:basics'] },
  { sourceTag: 'type:provider', onlyDependOnLibsWithTags: ['type:domain', 'type:basics'] },
  {
    sourceTag: 'type:runtime',
    onlyDependOnLibsWithTags: ['type:runtime', 'type:provider', 'type:domain', 'type:basics'],
  },
  {
    sourceTag: 'type:simulator',
    onlyDependOnLibsWithTags: ['type:simulator', 'type:provider', 'type:domain', 'type:basics'],
  },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [
      'type:provider',
      'type:runtime',
      'type:simulator',
      'type:domain',
      'type:basics',
    ],
  },
  // The console's page runs in browsers: it may know what is decided, but no vendor, no server and no simulator.
  { sourceTag: 'type:page', onlyDependOnLibsWithTags: ['type:domain', 'type:basics'] },
  {
    sourceTag: 'type:page',
    bannedExternalImports: ['@aws-sdk/*', '@smithy/*', 'twilio', 'twilio/*', 'hono', 'hono/*', '@hono/*'],
  },
  { sourceTag: 'type:constructs', onlyDependOnLibsWithTags: ['type:basics'] },
  { sourceTag: 'type:stack', onlyDependOnLibsWithTags: ['type:constructs', 'type:basics', 'type:document'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
  // Only libs/constructs and stacks may know Terraform: docs/adr/0001-cdktf-now-cdktn-later.md
  ...['basics', 'domain', 'provider', 'runtime', 'simulator', 'app', 'page', 'tool'].map((type) => ({
    sourceTag: `type:${type}`,
    bannedExternalImports: ['cdktf', 'cdktf/*', 'constructs', '@cdktf/*'],
  })),
  // The provider's root costs 2.2 s and 570 MB a process: docs/adr/0004-deep-provider-imports.md
  ...['constructs', 'stack'].map((type) => ({
    sourceTag: `type:${type}`,
    bannedExternalImports: ['@cdktf/provider-aws'],
  })),
];

const boundariesWith = (allow) => ['error', { allow, depConstraints: boundaries }];

/** Some folders of tools are projects of their own, only so that Nx caches their results on their own. */
const otherTools = [
  'checkov',
  'constructs-package',
  'local-aws',
  'permissions',
  'releases',
  'terraform',
  'test-report',
  'twilio-python',
].flatMap((tool) => [`../${tool}/*`, `../../${tool}/*`]);

/** Loopback hosts every handler, and tools check the whole workspace: only they, and tests, may import apps. */
const hostsOfApps = {
  files: ['apps/loopback/**/*.ts', 'tools/**/*.ts'],
  rules: { '@nx/enforce-module-boundaries': boundariesWith(['@dialplane/apps/*', ...otherTools]) },
};

/** `npm run bench` includes the rating bench, which lives beside rating. */
const bench = {
  files: ['tools/bench/bench.ts'],
  rules: {
    '@nx/enforce-module-boundaries': boundariesWith([
      '@dialplane/apps/*',
      '../../libs/rating/bench/bench-rating',
    ]),
  },
};

/** The gate knows what all tests need to be installed. */
const gate = {
  files: ['tools/gate/install-missing.ts'],
  rules: {
    '@nx/enforce-module-boundaries': boundariesWith([
      ...otherTools,
      '../../apps/cdr-glue-job/tests/spark',
      '../../apps/console/tests/chromium-path',
    ]),
  },
};

/** The command line runs from TypeScript by `require`. Node itself resolves a dynamic import, and cannot read TypeScript. */
const loadedByRequire = {
  files: ['apps/cli/src/**/*.ts'],
  rules: {
    'no-restricted-syntax': [
      'error',
      {
        selector: 'ImportExpression[source.value=/^[.]/]',
        message: 'Load a file of the CLI with require: Node cannot import TypeScript here',
      },
    ],
  },
};

/** AssemblyScript looks like TypeScript, but needs functions, namespaces and numbers of fixed width. */
const assemblyScript = {
  files: ['libs/rating-kernel/assembly/*.ts'],
  rules: {
    'func-style': 'off',
    'no-redeclare': 'off',
    'no-useless-assignment': 'error',
    'prefer-const': 'error',
    '@typescript-eslint/no-namespace': 'off',
    '@typescript-eslint/no-extraneous-class': 'off',
    '@typescript-eslint/no-inferrable-types': 'off',
  },
};

/** Both engines are compared by a test, on Spark that the tools' own code installs. */
const testsOnSpark = {
  files: ['apps/cdr-glue-job/tests/*.ts'],
  rules: {
    '@nx/enforce-module-boundaries': boundariesWith([
      '../../../tools/local-aws/python-environment',
      '../../../libs/rating/bench/*', // the same records as its bench
    ]),
  },
};

/** Tests may use any project's test support, and the simulators that adapters speak to. */
const tests = {
  files: [
    '**/*.test.ts',
    '**/testing/**/*.ts',
    'apps/console/tests/*.ts',
    'tools/permissions/*-scenarios.ts',
  ],
  rules: {
    '@nx/enforce-module-boundaries': boundariesWith([
      '@dialplane/**/testing', // Nx's own wildcard, for one folder or more
      '@dialplane/virtual-chime',
      '@dialplane/virtual-connect',
      '@dialplane/virtual-twilio',
      ...otherTools,
    ]),
    '@typescript-eslint/no-restricted-imports': 'off',
  },
};

/** The proof of the permissions synthesises a stack and runs its apps. */
const permissions = {
  files: ['tools/permissions/*.test.ts', 'tools/terraform/modules.test.ts'],
  rules: {
    '@nx/enforce-module-boundaries': boundariesWith([
      '@dialplane/apps/*',
      '@dialplane/**',
      '../../stacks/*',
      '../../stacks/testing/*',
      ...otherTools,
    ]),
  },
};

/** The rules of React's hooks, for the console. */
const reactPages = { ...reactHooks.configs.flat.recommended, files: ['apps/console/**/*.{ts,tsx}'] };

/** Production code never imports test support, which no build contains. */
const noTestSupport = {
  files: ['**/*.{ts,tsx}'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['@dialplane/*/testing', '@dialplane/apps/*/testing', '**/testing/*'],
            message: 'Only tests may import test support (testing/)',
          },
        ],
      },
    ],
  },
};

/** The cloud is known to adapters only: one file, with the vendor's name in it. */
const adaptersOnly = {
  files: ['libs/*/src/**/*.ts'],
  ignores: [
    '**/dynamo-*.ts',
    '**/s3-*.ts',
    '**/aws-*.ts',
    '**/chime-*.ts',
    '**/connect-*.ts',
    '**/kms-*.ts',
    '**/twilio-*.ts',
    'libs/lambda-runtime/**',
    '**/*.test.ts',
    '**/testing/**',
  ],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['@aws-sdk/*', 'twilio', 'twilio/*'],
            message:
              'Only an adapter file (dynamo-*.ts, s3-*.ts, aws-*.ts, chime-*.ts, connect-*.ts, kms-*.ts, twilio-*.ts) may import the SDK of a vendor: docs/adr/0003-ports-with-two-adapters.md',
          },
        ],
      },
    ],
  },
};

export default [
  {
    ignores: ['**/dist', '**/cdktf.out', '**/node_modules', '.nx', 'reports', '**/*.cjs', '**/*.mjs'],
  },
  ...nx.configs['flat/base'],
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@nx/enforce-module-boundaries': boundariesWith([]),
      'func-style': ['error', 'expression'],
      'prefer-arrow-callback': 'error',
      'no-console': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true, varsIgnorePattern: '^_' },
      ],
    },
  },
  reactPages,
  hostsOfApps,
  bench,
  gate,
  noTestSupport,
  tests,
  permissions,
  loadedByRequire,
  assemblyScript,
  testsOnSpark,
  adaptersOnly,
];
