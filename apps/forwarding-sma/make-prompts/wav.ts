/** Sound as 16-bit samples of one channel. */
export type Waveform = {
  /** Samples a second. */
  readonly rate: number;
  readonly samples: Int16Array;
};

const HEADER_BYTES = 44;

/** A WAV file: the RIFF header that Microsoft's "Multimedia Programming Interface 1.0" describes, then the samples. */
export const encodeWav = ({ rate, samples }: Waveform): Buffer => {
  const data = samples.length * 2;
  const file = Buffer.alloc(HEADER_BYTES + data);
  file.write('RIFF', 0);
  file.writeUInt32LE(HEADER_BYTES - 8 + data, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16); // bytes of the format that follows
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28); // bytes a second
  file.writeUInt16LE(2, 32); // bytes a sample
  file.writeUInt16LE(16, 34); // bits a sample
  file.write('data', 36);
  file.writeUInt32LE(data, 40);
  samples.forEach((sample, i) => file.writeInt16LE(sample, HEADER_BYTES + 2 * i));
  return file;
};

/**
 * Reads a WAV file. Chunks that it does not know are skipped.
 *
 * @throws when it is not 16-bit PCM of one channel.
 */
export const decodeWav = (file: Buffer): Waveform => {
  const format = chunk(file, 'fmt ');
  const [encoding, channels, bits] = [0, 2, 14].map((at) => format.readUInt16LE(at));
  if (encoding !== 1 || channels !== 1 || bits !== 16)
    throw new Error(
      `Cannot read a WAV of encoding ${encoding}, ${channels} channels, ${bits} bits: expected 16-bit mono PCM (1, 1, 16)`,
    );
  return { rate: format.readUInt32LE(4), samples: samplesOf(chunk(file, 'data')) };
};

/** Bare little-endian samples, as Amazon Polly sends them. */
export const samplesOf = (bytes: Uint8Array): Int16Array => {
  const buffer = Buffer.from(bytes);
  return Int16Array.from({ length: Math.floor(buffer.length / 2) }, (_, i) => buffer.readInt16LE(2 * i));
};

const chunk = (file: Buffer, name: string, at = 12): Buffer => {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || at + 8 > file.length)
    throw new Error(`Cannot find "${name}" in a WAV file of ${file.length} bytes: expected RIFF chunks`);
  // A program that writes to a pipe cannot know the length: it says the largest, and `subarray` stops at the end.
  const length = file.readUInt32LE(at + 4);
  return file.toString('latin1', at, at + 4) === name
    ? file.subarray(at + 8, at + 8 + length)
    : chunk(file, name, at + 8 + length + (length % 2));
};
