import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { sweep } from '@dialplane/forwarding-control';
import { secondsAfter } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { directoryRecords, realTime, type TranscriptEntry } from '@dialplane/phone-network';
import type { SavedChime } from '@dialplane/virtual-chime';
import type { SavedConnect } from '@dialplane/virtual-connect';
import { ownNumbers } from './numbers';
import { platform, type Platform } from './platform';
import type { RollingDnis } from './rolling-dnis';
import { accountFile } from './account-file';
import { claimFolder } from './claim-folder';
import { server } from './server';
import { settings } from './settings';
import { openStores } from './stores';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'; // README.md says which Node versions work

/** How long the simulated Chime takes to release a number: long enough for people to see. */
const releaseDelay = 1500;

/** How often loopback resumes unfinished operations, in seconds. In AWS it is every minute. */
const sweepEvery = 5;

/** `npm start`: the complete platform in real time, until it is stopped. */
const main = async (): Promise<void> => {
  const { port, folder, origins } = settings();
  const log = jsonLogger((line) => process.stderr.write(`${line}\n`));
  const release = claimFolder(folder);
  process.once('exit', release);
  const stores = await openStores(`${folder}/dynamodb`);
  const transcript: TranscriptEntry[] = [];
  try {
    // If forwards are not stored, the account must not be stored either: it would contain the numbers that they moved.
    const account = stores.lasting ? accountFile<SavedChime>(`${folder}/chime.json`) : undefined;
    const saved = account?.read();
    const connect = stores.lasting ? accountFile<SavedConnect>(`${folder}/connect.json`) : undefined;
    const savedConnect = connect?.read();
    const parts = await platform({
      time: realTime((error) => log.error('The phone network failed', { error })),
      stores,
      records: directoryRecords(`${folder}/records`),
      transcript: (entry) => void transcript.push(entry),
      log,
      newId: () => randomUUID(),
      defaultBehaviour: () => ({ kind: 'answers', afterSeconds: 3 }),
      releaseDelay,
      hasDialtone: true,
      ...(saved && { saved }),
      ...(account && { changed: account.write }),
      ...(savedConnect && { savedConnect }),
      ...(connect && { connectChanged: connect.write }),
    });
    const http = createAdaptorServer({ fetch: server({ ...parts, transcript, origins, log }).fetch });
    await listen(http, port);
    const stopSweeping = keepSweeping(parts, (error) => log.error('The sweep failed', { error }));
    console.log(
      greeting(`http://localhost:${(http.address() as AddressInfo).port}`, folder, stores.where, parts.dnis),
    );

    const end = async (): Promise<void> => {
      http.close();
      stopSweeping();
      await stores.stop();
      process.exit(0);
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  } catch (error) {
    await stores.stop();
    throw error;
  }
};

/** Resumes unfinished operations, as forwarding-sweep does. @returns how to stop */
const keepSweeping = ({ control, dnis }: Platform, failed: (error: unknown) => void): (() => void) => {
  const timer = setInterval(() => {
    sweep(control, secondsAfter(control.now(), sweepEvery)).catch(failed);
    dnis.sweep().catch(failed);
  }, sweepEvery * 1000);
  return () => clearInterval(timer);
};

const listen = (http: ServerType, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = 'another program is there, so set LOOPBACK_PORT to a free port, or to 0 for any';
      reject(
        new Error(`Cannot listen on port ${port}: ${error.code === 'EADDRINUSE' ? taken : error.message}`),
      );
    });
    http.listen(port, '127.0.0.1', resolve);
  });

const greeting = (at: string, folder: string, where: string, dnis: RollingDnis): string =>
  `Loopback is up at ${at}. It simulates the phone network, Amazon Chime, Amazon Connect and Twilio: no call leaves this machine.
  forwards   ${where}
  records    ${folder}/records
  numbers    ${ownNumbers[0]} to ${ownNumbers.at(-1)}
  Chime      ${at}/chime, for AWS clients and Terraform
  Connect    ${at}/connect, likewise
  Twilio     ${at}/twilio, with the SIP phones lobby-7 and office-8
  DNIS pool  ${dnis.poolNumbers[0]} to ${dnis.poolNumbers.at(-1)}, pool "demo"

Forward a number, and ring it, in another terminal${at.endsWith(':4100') ? '' : ` after export DIALPLANE_URL=${at}`}:
  npx dialplane forward add ${ownNumbers[0]} --to +12065550142
  npx dialplane call --from +12065550199 --to ${ownNumbers[0]} --hangs-up-after 5
Call the legacy platform, which transfers the call into Amazon Connect with its context:
  npx dialplane call --from +12065550199 --to ${dnis.legacyNumber} --hangs-up-after 30
Have a SIP phone dial another one:
  npx dialplane dialtone call lobby-7 2025550108
Ctrl-C stops.`;

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
