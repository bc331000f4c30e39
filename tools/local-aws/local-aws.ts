import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { VirtualConnect } from '@dialplane/virtual-connect';
import { startEmulator } from './emulator';
import { ministackProgram, motoProgram } from './programs';
import type { PythonEnvironment } from './python-environment';
import { serveSimulator } from './simulator-server';

/** The emulators of AWS. They keep nothing after they stop. */
export type LocalAws = {
  /** ministack's URL: everything except the two below. It runs Lambda functions in this machine's Node. */
  readonly ministack: string;
  /** moto's URL: CloudWatch alarms, which ministack returns without a period and with disabled actions. */
  readonly moto: string;
  /** The virtual Chime's URL. */
  readonly chime: string;
  /** The virtual Connect's URL. */
  readonly connect: string;
  readonly stop: () => Promise<void>;
};

/** Any value works, because the emulators do not check credentials. ministack maps these to the account 000000000000. */
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The account of these credentials. */
export const localAccountId = '000000000000';

/** What the emulators emulate. */
export type LocalAwsOptions = {
  readonly chime: VirtualChime;
  readonly connect: VirtualConnect;
  readonly region: string;
  /** Environment variables for every Lambda function, besides its own settings. @default none */
  readonly settings?: Readonly<Record<string, string>>;
};

/** Starts the emulators. @throws with the output of an emulator that does not start */
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
    // Wait for all of them even if one fails, so that those that started are stopped.
    const [ministack, moto] = await Promise.allSettled([
      startEmulator(
        ministackProgram(folder, scratch, {
          MINISTACK_REGION: region,
          // Lambda functions inherit these, so the apps find Chime by the SDK's own setting, as they would find a VPC endpoint.
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
