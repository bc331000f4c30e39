import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resample } from './resample';
import { prompts } from '@dialplane/forwarding';
import { localVoice, pollyVoice } from './voices';
import { encodeWav } from './wav';

const folder = 'apps/forwarding-sma/prompts';

// What the telephone network carries, and what PlayAudio asks for: 8 kHz, 16 bits, one channel.
const TELEPHONE_RATE = 8000;

/** Generates every prompt. `--local` needs no account. */
const main = async (): Promise<void> => {
  const voice = process.argv.includes('--local') ? localVoice() : pollyVoice();
  for (const [name, text] of Object.entries(prompts)) {
    const sound = resample(await voice.say(text), TELEPHONE_RATE);
    const file = join(folder, `${name}.wav`);
    writeFileSync(file, encodeWav(sound));
    console.log(`${file}: ${(sound.samples.length / sound.rate).toFixed(1)} s, by ${voice.name}`);
  }
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
