import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { VirtualConnect } from '@dialplane/virtual-connect';
import { startEmulator } from './emulator';
import { ministackProgram, motoProgram } from './programs';
import type { PythonEnvironment } from './python-environment';
import { serveSimulator } from './simulator-server';

/** What stands in for AWS. All of it forgets everything when it is stopped. */
export type LocalAws = {
  /** Everything but the two below. It runs Lambdas, in this machine's Node. */
  readonly ministack: string;
  /** CloudWatch's alarms, which ministack answers wrongly: with no period, and their actions off. */
  readonly moto: string;
  /** Amazon Chime SDK Voice, which neither of the two has. */
  readonly chime: string;
  /** Amazon Connect, which neither of the two has. */
  readonly connect: string;
  readonly stop: () => Promise<void>;
};

/** Any will do: nobody here checks who asks. ministack takes it for the account 000000000000. */
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The account that they are of. */
export const localAccountId = '000000000000';

/** What the emulators stand for. */
export type LocalAwsOptions = {
  readonly chime: VirtualChime;
  readonly connect: VirtualConnect;
  readonly region: string;
  /** What every Lambda finds in its environment besides its own settings. @default nothing */
  readonly settings?: Readonly<Record<string, string>>;
};

/** Starts the emulators. @throws when one does not start, with what it said */
export const startLocalAws = async (
  { folder }: PythonEnvironment,
  { chime, connect, region, settings = {} }: LocalAwsOptions,
): Promise<LocalAws> => {
  const scratch = mkdtempSync(join(tmpdir(), 'local-aws-'));
  const running: { stop: () => Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(running.map((it) => it.stop()));
    rmSync(scratch, { recursive: true, force: true });
  };
  const started = <It extends { stop: () => Promise<void> }>(it: It): It => {
    running.push(it);
    return it;
  };

  try {
    const chimeServer = started(await serveSimulator(chime));
    const connectServer = started(await serveSimulator(connect));
    // All of them, even when one fails: what has started must be stopped.
    const [ministack, moto] = await Promise.allSettled([
      startEmulator(
        ministackProgram(folder, scratch, {
          MINISTACK_REGION: region,
          // Lambdas inherit these: so the apps find Chime as they would find a VPC endpoint, by the SDK's own setting.
          AWS_ENDPOINT_URL_CHIME_SDK_VOICE: chimeServer.url,
          AWS_ENDPOINT_URL_CONNECT: connectServer.url,
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          ...settings,
        }),
      ).then(started),
      startEmulator(motoProgram(folder)).then(started),
    ]);
    return {
      ministack: orThrow(ministack).url,
      moto: orThrow(moto).url,
      chime: chimeServer.url,
      connect: connectServer.url,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const orThrow = <It>(outcome: PromiseSettledResult<It>): It => {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
};
