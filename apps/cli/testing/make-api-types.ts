import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openapi } from '@dialplane/apps/forwarding-api/testing';
import { folderWith } from '@dialplane/basics/testing';

const program = join(__dirname, '../../../node_modules/openapi-typescript/bin/cli.js');

/** The types of the API's bodies, generated from its OpenAPI document. */
export const makeApiTypes = (): string => {
  const bodies = { openapi: openapi.openapi, info: openapi.info, paths: {}, components: openapi.components };
  const document = join(folderWith({ 'openapi.json': JSON.stringify(bodies) }), 'openapi.json');
  return execFileSync(process.execPath, [program, document, '--immutable'], { encoding: 'utf8' });
};
