import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';

const program = join(__dirname, '../../../node_modules/openapi-typescript/bin/cli.js');

/** The types of an API's paths and bodies, generated from its OpenAPI document. */
export const makeTypes = (openapi: object): string => {
  const document = join(folderWith({ 'openapi.json': JSON.stringify(openapi) }), 'openapi.json');
  return execFileSync(process.execPath, [program, document, '--immutable'], { encoding: 'utf8' });
};
