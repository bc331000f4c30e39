import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may use whom. A tag stands in each project's `project.json`; docs/adr say why. */
const boundaries = [
  { sourceTag: 'type:kernel', onlyDependOnLibsWithTags: ['type:kernel'] },
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:domain', 'type:kernel'] },
  { sourceTag: 'type:provider', onlyDependOnLibsWithTags: ['type:domain', 'type:kernel'] },
  { sourceTag: 'type:runtime', onlyDependOnLibsWithTags: ['type:domain', 'type:kernel'] },
  { sourceTag: 'type:simulator', onlyDependOnLibsWithTags: ['type:provider', 'type:domain', 'type:kernel'] },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [
      'type:provider',
      'type:runtime',
      'type:simulator',
      'type:domain',
      'type:kernel',
      'type:app',
    ],
  },
  { sourceTag: 'type:constructs', onlyDependOnLibsWithTags: ['type:kernel'] },
  { sourceTag: 'type:stack', onlyDependOnLibsWithTags: ['type:constructs', 'type:kernel'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
  // Only libs/constructs and stacks may know Terraform: docs/adr/0001-cdktf-now-cdktn-as-the-exit.md
  ...['kernel', 'domain', 'provider', 'runtime', 'simulator', 'app', 'tool'].map((type) => ({
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

/**
 * Loopback runs every handler, tools look at everything, and a command may run an app without a server: they may import
 * apps, which nobody else may.
 */
const runnersOfApps = {
  files: ['apps/loopback/**/*.ts', 'apps/cli/src/commands/rate.ts', 'tools/**/*.ts'],
  rules: { '@nx/enforce-module-boundaries': boundariesWith(['@dialplane/apps/*']) },
};

/** Both engines are compared by a test, on Spark that the tools' own code installs. */
const testsOnSpark = {
  files: ['apps/cdr-glue-job/tests/*.ts'],
  rules: {
    '@nx/enforce-module-boundaries': boundariesWith([
      '@dialplane/apps/cdr-rater',
      '../../../tools/local-aws/python-environment',
    ]),
  },
};

/** An adapter is tested against the service that it speaks to, which here is a simulator. */
const testsOfAdapters = {
  files: ['libs/*/src/**/*.test.ts', 'libs/*/src/**/*-under-test.ts'],
  rules: { '@nx/enforce-module-boundaries': boundariesWith(['@dialplane/virtual-chime']) },
};

/** The cloud is known to adapters only: one file, with the vendor's name in it. */
const adaptersOnly = {
  files: ['libs/*/src/**/*.ts'],
  ignores: [
    '**/dynamo-*.ts',
    '**/s3-*.ts',
    '**/aws-*.ts',
    '**/*-chime.ts',
    'libs/lambda-runtime/**',
    '**/*.test.ts',
    '**/*-under-test.ts',
  ],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['@aws-sdk/*'],
            message:
              'Only an adapter file (dynamo-*.ts, s3-*.ts, aws-*.ts, *-chime.ts) may import the AWS SDK: docs/adr/0003-ports-with-two-adapters.md',
          },
        ],
      },
    ],
  },
};

export default [
  {
    ignores: [
      '**/dist',
      '**/cdktf.out',
      '**/node_modules',
      '.nx',
      'reports',
      '**/*.cjs',
      '**/*.mjs',
      'libs/rating-kernel/assembly',
    ],
  },
  ...nx.configs['flat/base'],
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
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
  runnersOfApps,
  testsOnSpark,
  testsOfAdapters,
  adaptersOnly,
];
