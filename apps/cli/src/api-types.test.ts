import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeApiTypes } from '../testing/make-api-types';

const file = join(__dirname, 'api-types.ts');

it('are those of the OpenAPI document: run this test with UPDATE_API_TYPES=1 to generate them again', () => {
  const types = makeApiTypes();
  if (process.env['UPDATE_API_TYPES']) writeFileSync(file, types);

  expect(readFileSync(file, 'utf8')).toBe(types);
}, 30_000);
