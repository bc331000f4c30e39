import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forwardingOpenapi as forwarding } from '@dialplane/apps/forwarding-api/testing';
import { dnisOpenapi as dnis } from '@dialplane/apps/dnis-api/testing';
import { makeTypes } from '../testing/make-types';
import { localOpenapi as local } from './local-openapi';

it.each(Object.entries({ forwarding, dnis, local }))(
  'the types of the %s API are those of its OpenAPI document: run this test with UPDATE_API_TYPES=1 to generate them again',
  (name, openapi) => {
    const file = join(__dirname, `${name}-types.ts`);
    const types = makeTypes(openapi);
    if (process.env['UPDATE_API_TYPES']) writeFileSync(file, types);

    expect(readFileSync(file, 'utf8')).toBe(types);
  },
  30_000,
);
