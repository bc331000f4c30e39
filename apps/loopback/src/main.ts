import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { sweep } from '@dialplane/forwarding-control';
import { secondsAfter } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { directoryRecords, realTime } from '@dialplane/phone-network';
import { consolePage } from './console/console-page';
import { ratingRuns } from './console/rating-runs';
import { demoData, demoPrices, demoReservations, rateDemoDays } from './demo-data/demo-data';
import { loopbackFiles } from './loopback-files';
import { ownNumbers } from './numbers';
import { platform, type Platform } from './platform';
import type { RollingDnis } from './rolling-dnis';
import { claimFolder } from './claim-folder';
import { server } from './server';
import { flagSettings, settings } from './settings';
import { memoryStores, type OpenStores, openStores } from './stores';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'; // README.md says which Node versions work

/** How long the simulated Chime takes to release a number: long enough for people to see. */
const releaseDelay = 1500;

/** How often loopback resumes unfinished operations, in seconds. In AWS it is every minute. */
const sweepEvery = 5;

/** `npm start`: the complete platform in real time, until it is stopped. */
const main = async (): Promise<void> => {
  const { port, origins, isEphemeral, hasDemoData, ...chosen } = settings({
    ...process.env,
    ...flagSettings(process.argv.slice(2)),
  });
  const folder = isEphemeral ? mkdtempSync(join(tmpdir(), 'loopback-')) : chosen.folder;
  const log = jsonLogger((line) => process.stderr.write(`${line}\n`));
  const release = claimFolder(folder);
  process.once('exit', () => {
    release();
    if (isEphemeral) rmSync(folder, { recursive: true, force: true });
  });
  const stores: OpenStores = isEphemeral
    ? {
        ...memoryStores(),
        where: 'in memory, as --ephemeral says',
        lasting: true,
        stop: async () => undefined,
      }
    : await openStores(`${folder}/dynamodb`);
  try {
    const files = loopbackFiles(folder, stores.lasting);
    const isNew = hasDemoData && files.isNew();
    await checkPort(port); // before anything is written: the next start would take a half-filled folder for a used one
    const records = directoryRecords(`${folder}/records`);
    if (isNew) await demoData({ stores, files, records, folder, now: Date.now() });
    const parts = await platform({
      time: realTime((error) => log.error('The phone network failed', { error })),
      stores,
      records,
      log,
      newId: () => randomUUID(),
      defaultBehaviour: () => ({ kind: 'answers', afterSeconds: 3 }),
      releaseDelay,
      hasDialtone: true,
      ...files.platformOptions(),
    });
    const rating = ratingRuns({
      records: `${folder}/records`,
      prices: demoPrices,
      out: `${folder}/rated`,
      now: parts.control.now,
      events: parts.events,
    });
    const page = consolePage((error) => log.error('Could not build the console', { error }));
    const http = createAdaptorServer({
      fetch: server({ ...parts, rating, origins, log, page }).fetch,
    });
    await listen(http, port);
    const stopSweeping = keepSweeping(parts, (error) => log.error('The sweep failed', { error }));
    console.log(
      greeting(`http://localhost:${(http.address() as AddressInfo).port}`, folder, stores.where, parts.dnis),
    );
    if (isNew) await demoReservations(parts.dnis);
    await (isNew ? rateDemoDays(rating, Date.now()) : rating.loadCosts());

    const end = async (): Promise<void> => {
      http.close();
      if ('closeAllConnections' in http) http.closeAllConnections(); // pages keep a stream of events open
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
const keepSweeping = (
  { control, dnis, poolHistory }: Platform,
  failed: (error: unknown) => void,
): (() => void) => {
  const timer = setInterval(() => {
    sweep(control, secondsAfter(control.now(), sweepEvery)).catch(failed);
    dnis.sweep().then(poolHistory.sample).catch(failed);
  }, sweepEvery * 1000);
  return () => clearInterval(timer);
};

const listen = (http: Pick<ServerType, 'once' | 'listen'>, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = 'another program is there, so set LOOPBACK_PORT to a free port, or to 0 for any';
      reject(
        new Error(`Cannot listen on port ${port}: ${error.code === 'EADDRINUSE' ? taken : error.message}`),
      );
    });
    http.listen(port, '127.0.0.1', resolve);
  });

/** @throws if the port is taken */
const checkPort = async (port: number): Promise<void> => {
  const probe = createServer();
  await listen(probe, port);
  await new Promise((resolve) => probe.close(resolve));
};

const greeting = (at: string, folder: string, where: string, dnis: RollingDnis): string =>
  `Loopback is up at ${at}. Open this address in a browser to watch and manage calls.
  It simulates the phone network, Amazon Chime, Amazon Connect and Twilio: no call leaves this machine.
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
