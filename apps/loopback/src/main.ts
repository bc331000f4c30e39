import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { directoryRecords, realTime, type TranscriptEntry } from '@dialplane/phone-network';
import { openForwardStore } from './forward-store';
import { ownNumbers } from './numbers';
import { platform } from './platform';
import { server } from './server';
import { settings } from './settings';

/** `npm start`: the whole platform in real time, until it is stopped. */
const main = async (): Promise<void> => {
  const { port, folder } = settings();
  const log = jsonLogger((line) => process.stderr.write(`${line}\n`));
  const { forwards, where, stop } = await openForwardStore(`${folder}/dynamodb`);
  const transcript: TranscriptEntry[] = [];
  const network = platform({
    time: realTime((error) => log.error('The phone network failed', { error })),
    findForward: forwards.find,
    records: directoryRecords(`${folder}/records`),
    transcript: (entry) => void transcript.push(entry),
    log,
    newId: () => randomUUID(),
    strangers: () => ({ kind: 'answers', afterSeconds: 3 }),
  });

  const http = createAdaptorServer({ fetch: server({ network, forwards, transcript }).fetch });
  try {
    await listen(http, port);
  } catch (error) {
    await stop();
    throw error;
  }
  console.log(greeting(`http://localhost:${(http.address() as AddressInfo).port}`, folder, where));

  const end = async (): Promise<void> => {
    http.close();
    await stop();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
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

const greeting = (at: string, folder: string, where: string): string =>
  `Loopback is up at ${at}. It simulates the phone network: no call leaves this machine.
  forwards   ${where}
  records    ${folder}/records
  numbers    ${ownNumbers[0]} to ${ownNumbers.at(-1)}

Forward a number, and ring it:
  curl -X PUT ${at}/forwards/${ownNumbers[0]} -H 'content-type: application/json' \\
    -d '{"targets":[{"kind":"phone","number":"+12065550142"}],"callerId":"caller","atEnd":"message"}'
  curl -X POST ${at}/calls -H 'content-type: application/json' \\
    -d '{"from":"+12065550199","to":"${ownNumbers[0]}","hangsUpAfterSeconds":5}'
The answer names the call's ladder. Ctrl-C stops.`;

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
