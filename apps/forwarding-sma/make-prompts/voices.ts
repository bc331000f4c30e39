import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PollyClient, SynthesizeSpeechCommand } from '@aws-sdk/client-polly';
import { decodeWav, samplesOf, type Waveform } from './wav';

/** Something that can read a text aloud. */
export type Voice = {
  readonly name: string;
  readonly say: (text: string) => Promise<Waveform>;
};

/** Amazon Polly, with the account and Region of the environment. Its PCM is 16-bit mono without a header. */
export const pollyVoice = (client = new PollyClient({})): Voice => ({
  name: 'Amazon Polly, Joanna',
  say: async (Text) => {
    const { AudioStream } = await client.send(
      new SynthesizeSpeechCommand({
        Text,
        VoiceId: 'Joanna',
        Engine: 'neural',
        OutputFormat: 'pcm',
        SampleRate: '8000',
      }),
    );
    if (!AudioStream) throw new Error(`Cannot say "${Text}": expected Amazon Polly to send sound`);
    return { rate: 8000, samples: samplesOf(await AudioStream.transformToByteArray()) };
  },
});

/** Programs that read aloud without an account, the more pleasant one first. Each writes a WAV file. */
const programs = [
  {
    program: 'flite',
    voice: 'slt',
    words: (text: string, file: string) => ['-voice', 'slt', '-t', text, '-o', file],
  },
  {
    program: 'espeak-ng',
    voice: 'en-us',
    words: (text: string, file: string) => ['-v', 'en-us', '-w', file, text],
  },
] as const;

/**
 * A voice of this machine.
 *
 * @throws when none of the programs is installed.
 */
export const localVoice = (isInstalled: (program: string) => boolean = runs): Voice => {
  const found = programs.find(({ program }) => isInstalled(program));
  if (!found)
    throw new Error(
      'Cannot make prompts without an account: expected flite or espeak-ng, such as by apt-get install flite',
    );
  return {
    name: `${found.program}, ${found.voice}`,
    say: async (text) => {
      const folder = mkdtempSync(join(tmpdir(), 'prompt-'));
      try {
        const file = join(folder, 'said.wav');
        const { status, stderr } = spawnSync(found.program, found.words(text, file), { encoding: 'utf8' });
        if (status !== 0) throw new Error(`Cannot say "${text}" with ${found.program}: ${stderr}`);
        return decodeWav(readFileSync(file));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
};

const runs = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
