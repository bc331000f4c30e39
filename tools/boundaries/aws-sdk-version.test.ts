import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string }>> };

const { packages } = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as Lock;
const installed = (name: RegExp) => Object.entries(packages).filter(([path]) => name.test(path));

it('every client of the AWS SDK has the same version', () => {
  const versions = new Set(installed(/@aws-sdk\/client-[^/]+$/).map(([, { version }]) => version));
  expect(versions.size).toBe(1);
});

it('no part of the AWS SDK is installed twice, so that a bundle holds each part once', () => {
  const copies = installed(/node_modules\/.*node_modules\/@(aws-sdk|smithy)\//).map(([path]) => path);
  expect(copies).toEqual([]);
});
