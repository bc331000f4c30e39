import { mkdirSync, writeFileSync } from 'node:fs';

/**
 * Remembers that a registry was out of reach, so that a task which was skipped for that reason is not read from the cache:
 * `tools/test-report/programs.mjs` includes this file in what Nx hashes.
 */
export const rememberOutOfReach = (): void => {
  mkdirSync('.nx', { recursive: true });
  writeFileSync('.nx/terraform-out-of-reach', new Date().toISOString());
};
