import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  phoneNetwork,
  virtualTime,
  type Dialling,
  type PhoneBehaviour,
  type PhoneNetwork,
  type TranscriptEntry,
  type VirtualTime,
} from '@dialplane/phone-network';
import { smaHandler, type SmaApp } from '@dialplane/telephony-actions';

const folder = join(__dirname, '../../libs/telephony-actions/examples');
const trunk = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const ours = '+12065550100';

/** A call to an example, and what the app must have asked for, in order. */
type Scenario = {
  readonly example: string;
  readonly story: string;
  readonly dialling?: Partial<Dialling>;
  readonly desk?: PhoneBehaviour;
  readonly meanwhile?: (network: PhoneNetwork, time: VirtualTime) => void;
  readonly asked: readonly string[];
};

const update = (seconds: number, next: string) => (network: PhoneNetwork, time: VirtualTime) => {
  time.after(seconds * 1000, () => network.calls()[0]?.update({ next }));
};

const scenarios: readonly Scenario[] = [
  {
    example: 'play-and-gather-digits',
    story: 'reads back the digits that the caller keys',
    dialling: { keys: [{ afterSeconds: 2, digits: '4711' }] },
    asked: ['SpeakAndGetDigits', 'Speak, Hangup'],
  },
  {
    example: 'play-and-gather-digits',
    story: 'hangs up on a caller who keys nothing',
    asked: ['SpeakAndGetDigits', 'Hangup'],
  },
  {
    example: 'record-a-message',
    story: 'takes a message and says thanks',
    dialling: { keys: [{ afterSeconds: 9, digits: '#' }] },
    asked: ['PlayAudio leave-a-message.wav, RecordAudio', 'PlayAudio thank-you.wav, Hangup'],
  },
  {
    example: 'bridge-to-a-trunk',
    story: 'ends the desk when the caller hangs up',
    dialling: { hangsUpAfterSeconds: 30 },
    desk: { kind: 'answers', afterSeconds: 3 },
    asked: ['CallAndBridge', 'carry on', 'Hangup'],
  },
  {
    example: 'bridge-to-a-trunk',
    story: 'sounds busy when the desk does not answer',
    desk: { kind: 'no-answer' },
    asked: ['CallAndBridge', 'Hangup'],
  },
  {
    example: 'react-to-a-call-update',
    story: 'cuts the music for an announcement',
    dialling: { hangsUpAfterSeconds: 20 },
    meanwhile: update(5, 'announce'),
    asked: ['PlayAudio connecting.wav', 'PlayAudio thank-you.wav, PlayAudio connecting.wav'],
  },
  {
    example: 'react-to-a-call-update',
    story: 'hangs up when it is told to',
    meanwhile: update(5, 'end'),
    asked: ['PlayAudio connecting.wav', 'Hangup'],
  },
];

it.each(scenarios)('$example $story', async ({ example, dialling, desk, meanwhile, asked }) => {
  const { app } = (await import(join(folder, `${example}.ts`))) as { app: SmaApp };
  const time = virtualTime(Date.UTC(2026, 0, 5));
  const transcript: TranscriptEntry[] = [];
  const network = phoneNetwork({ time, transcript: (entry) => void transcript.push(entry) });
  network.addApplication({
    id: 'sma-1',
    region: 'us-east-1',
    accountId: '111122223333',
    handler: smaHandler(app),
  });
  network.addNumber(ours, { applicationId: 'sma-1' });
  if (desk) network.addTrunk(trunk, desk);
  network.dial({ from: '+12065550199', to: ours, ...dialling });
  meanwhile?.(network, time);
  await time.run();

  const heard = transcript.filter(({ from, what }) => from === 'app' && what !== '(response ignored)');
  expect(heard.map(({ what }) => what)).toEqual(asked);
  expect(network.counts().legsAlive).toBe(0);
});

it('plays every example there is', () => {
  const examples = readdirSync(folder).filter((file) => /(?<!\.test)\.ts$/.test(file));

  expect([...new Set(scenarios.map(({ example }) => `${example}.ts`))].sort()).toEqual(examples.sort());
});
