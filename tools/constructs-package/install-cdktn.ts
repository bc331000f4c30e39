import { cdktnIsInstalled, installCdktn } from './cdktn';

/** `npm run cdktn:install`: installs cdktn for the test that compares it with cdktf. */
try {
  if (!cdktnIsInstalled()) installCdktn();
} catch (error) {
  console.error(`cdktn cannot be tried: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
