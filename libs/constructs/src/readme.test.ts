import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import { transformSync } from '@swc/core';
import { filesOfReadme, readmeProgram } from '../testing';
import * as constructs from './index';
import { resourcesOf } from './synthesized-stack';

/** Every class that the package exports, except those without a resource of their own. */
const classes = Object.entries(constructs).flatMap(([name, value]) =>
  typeof value === 'function' && value.toString().startsWith('class') ? [name] : [],
);

it('has an example of every construct', () => {
  const program = readmeProgram();

  expect(classes.length).toBeGreaterThan(25);
  expect(classes.filter((name) => !program.includes(`new ${name}(`))).toEqual([]);
});

it('has examples that synthesise', () => {
  const folder = folderWith(filesOfReadme);
  const { code } = transformSync(readmeProgram(), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const load = createRequire(__filename);
  const from = process.cwd();
  process.chdir(folder);
  try {
    new Function('require', 'exports', code)(
      (name: string) => (name === '@dialplane/constructs' ? constructs : load(name)),
      {},
    );
  } finally {
    process.chdir(from);
  }

  const stack = JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks/calls-test/cdk.tf.json'), 'utf8'));
  expect(resourcesOf(stack).length).toBeGreaterThan(100);
  expect(stack.resource.aws_dynamodb_table).toMatchObject({
    [Object.keys(stack.resource.aws_dynamodb_table)[0] ?? '']: { name: 'acme-calls-forwards' },
  });
});
