import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { storyCall, controlStory, deskPhone, mobilePhone } from './demo/control-story';
import { rateScenes } from './demo/costs';
import { scenes, type DemoScene } from './demo/scenes';
import { demoPlatform } from './demo/demo-platform';
import { type DialtoneScene, dialtoneScenes, playDialtoneScene } from './demo/dialtone-scenes';
import { type DnisScene, dnisScenes, playDnisScene } from './demo/dnis-scenes';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'; // README.md says which Node versions work

/**
 * `npm run demo`: places the calls of every scene through the phone network and the real handlers, in virtual
 * time, and prints what happened; then forwards a number through the control API, step by step; then rates the records of
 * all these calls. It is also the smoke test: it exits with status 1 when an outcome or a cost differs.
 */
const folder = '.loopback/demo/records';
const ratedFolder = '.loopback/demo/rated';

/** Plays one call on a new platform. @returns whether it had the expected outcome */
const playScene = async (scene: DemoScene): Promise<boolean> => {
  const { network, addPhones, ask, ring } = await demoPlatform(`${folder}/${scene.name}`);
  addPhones(scene.phones);
  const { number, ...forward } = scene.forward;
  await ask('PUT', `/forwards/${number}`, { body: forward });
  const { ladder } = await ring(scene.dialling);
  const { legs, legsAlive, billedSeconds } = network.counts();
  const seen = `${legs} legs, ${legsAlive} left up, ${billedSeconds} s billed`;
  return tell(scene.story, ladder, seen, scene.outcome);
};

/** Plays the acts in order. @returns for each, whether it had the expected outcome */
const playControlStory = async (): Promise<readonly boolean[]> => {
  const { addPhones, ask, ring } = await demoPlatform(`${folder}/control`);
  addPhones({
    [deskPhone]: { kind: 'answers', afterSeconds: 4 },
    [mobilePhone]: { kind: 'answers', afterSeconds: 6 },
  });
  const acts: boolean[] = [];
  for (const { story, request, status, answers } of controlStory) {
    const answer = request && (await ask(request.method, request.path, request));
    const { ladder, answeredBy } = await ring(storyCall);
    const asked = request && answer ? `${request.method} ${request.path} → ${answer.status}; ` : '';
    const expected = `${request ? `${request.method} ${request.path} → ${status}; ` : ''}${answers} picked up`;
    acts.push(tell(story, ladder, `${asked}${answeredBy.join(' and ') || 'nobody'} picked up`, expected));
  }
  return acts;
};

/** Plays a scene of rolling DNIS. @returns whether each agent saw what they should */
const tellDnisScene = async (scene: DnisScene): Promise<boolean> => {
  const { ladders, agents } = await playDnisScene(
    scene,
    jsonLogger((line) => console.error(line)),
  );
  return tell(scene.story, ladders.join('\n\n'), describeAgents(agents), describeAgents(scene.agents));
};

/** Plays a call of a SIP phone. @returns whether it had the expected outcome */
const tellDialtoneScene = async (scene: DialtoneScene): Promise<boolean> => {
  const { ladder, seen } = await playDialtoneScene(scene, quiet);
  return tell(scene.story, ladder, seen, scene.outcome);
};

const quiet = { info: () => undefined, warn: () => undefined, error: console.error };

const describeAgents = (agents: readonly string[]): string =>
  agents.map((seen) => `an agent sees a ${seen}`).join('; ');

const tell = (story: string, ladder: string, seen: string, expected: string): boolean => {
  const good = seen === expected;
  console.log(`● ${story}\n\n${ladder}\n  ${seen}${good ? '' : ` — expected ${expected}`}\n`);
  return good;
};

/** Object keys, as in the bucket. */
const recordsBelow = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)));

const main = async (): Promise<void> => {
  for (const old of [folder, ratedFolder]) rmSync(old, { recursive: true, force: true });
  console.log('Calls through the simulated phone network, in virtual time. Nothing leaves this machine.\n');
  const ends: boolean[] = [];
  for (const scene of scenes) ends.push(await playScene(scene));
  console.log('A number is forwarded, forwarded elsewhere, and returned; each step ends with a call.\n');
  ends.push(...(await playControlStory()));

  console.log(
    'Transfers from a legacy platform into Amazon Connect, each with its own context (rolling DNIS).\n',
  );
  for (const scene of dnisScenes) ends.push(await tellDnisScene(scene));

  console.log('SIP phones at Twilio, through signed webhooks (direct dialtone).\n');
  for (const scene of dialtoneScenes) ends.push(await tellDialtoneScene(scene));

  console.log(
    `A record of every leg, as the service would write it to S3, is in ${folder}. Those of the first call:\n`,
  );
  for (const record of recordsBelow(`${folder}/${scenes[0]?.name}`)) console.log(`  ${record}`);
  console.log(`\nWhat they cost, by a made-up price list (not AWS's). The lines are in ${ratedFolder}:\n`);
  const costsAreRight = await rateScenes([...scenes.map(({ name }) => name), 'control'], folder, ratedFolder);

  const good = ends.filter((end) => end).length;
  console.log(`\n${good} of ${ends.length} scenes ended as expected.`);
  process.exitCode = good < ends.length || !costsAreRight ? 1 : 0;
};

main();
