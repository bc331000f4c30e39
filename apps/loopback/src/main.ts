import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { directoryRecords, realTime, type TranscriptEntry } from '@dialplane/phone-network';
import { openForwardStore } from './forward-store';
import { ownNumbers } from './numbers';
import { platform } from './platform';
import { server } from './server';

const main = async (): Promise<void> => {
  const folder = process.env['LOOPBACK_FOLDER'] ?? '.loopback';
  const port = Number(process.env['LOOPBACK_PORT'] ?? 4100);

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

  const listening = serve(
    { fetch: server({ network, forwards, transcript }).fetch, hostname: '127.0.0.1', port },
    ({ port }) => {
      const at = `http://localhost:${port}`;
      console.log(`Loopback is up at ${at}. It simulates the phone network: no call leaves this machine.
    forwards   ${where}
    records    ${folder}/records
    numbers    ${ownNumbers[0]} to ${ownNumbers.at(-1)}

  Forward a number, and ring it:
    curl -X PUT ${at}/forwards/${ownNumbers[0]} -H 'content-type: application/json' \\
      -d '{"targets":[{"kind":"phone","number":"+12065550142"}],"callerId":"caller","atEnd":"message"}'
    curl -X POST ${at}/calls -H 'content-type: application/json' \\
      -d '{"from":"+12065550199","to":"${ownNumbers[0]}","hangsUpAfterSeconds":5}'
  The answer names the call's ladder. Ctrl-C stops.`);
    },
  );

  const end = async (): Promise<void> => {
    listening.close();
    await stop();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
};

main();
