import { memoryForwards } from '@dialplane/forwarding';
import {
  directoryRecords,
  ladderOf,
  ladderText,
  virtualTime,
  type TranscriptEntry,
} from '@dialplane/phone-network';
import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { scenes, type Scene } from './demo/scenes';
import { platform } from './platform';

/**
 * `npm run demo`: places the calls of every scene through the virtual phone network and the real handlers, in virtual
 * time, and prints what happened. It is the smoke test too: a scene that ends otherwise than it should ends with 1.
 */
const folder = '.loopback/demo/records';
const monday = Date.UTC(2026, 0, 5, 17); // 9 o'clock in Los Angeles

const play = async (
  scene: Scene,
): Promise<{ readonly good: boolean; readonly ladder: string; readonly seen: string }> => {
  const time = virtualTime(monday);
  const forwards = memoryForwards();
  const transcript: TranscriptEntry[] = [];
  await forwards.put(scene.forward, 'new');
  const network = platform({
    time,
    findForward: forwards.find,
    records: directoryRecords(`${folder}/${scene.name}`),
    transcript: (entry) => void transcript.push(entry),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  for (const [number, behaviour] of Object.entries(scene.phones)) network.addPhone(number, behaviour);
  network.dial(scene.dialling);
  await time.run();

  const { legs, legsAlive, billedSeconds } = network.counts();
  const seen = `${legs} legs, ${legsAlive} left up, ${billedSeconds} s billed`;
  return { good: seen === scene.outcome, ladder: ladderText(ladderOf(transcript, 'transaction-1')), seen };
};

/** Object keys, as they would be in the bucket. */
const recordsBelow = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)));

const main = async (): Promise<void> => {
  rmSync(folder, { recursive: true, force: true });
  console.log('Calls through the virtual phone network, in virtual time. Nothing leaves this machine.\n');
  let bad = 0;
  for (const scene of scenes) {
    const { good, ladder, seen } = await play(scene);
    console.log(`● ${scene.story}\n\n${ladder}\n  ${seen}${good ? '' : ` — expected ${scene.outcome}`}\n`);
    if (!good) bad += 1;
  }
  console.log(
    `A record of every leg, as the service would write it to S3, lies in ${folder}. Those of the first call:\n`,
  );
  for (const record of recordsBelow(`${folder}/${scenes[0]?.name}`)) console.log(`  ${record}`);
  console.log();
  console.log(`${scenes.length - bad} of ${scenes.length} scenes ended as they should.`);
  process.exitCode = bad > 0 ? 1 : 0;
};

main();
