/** Silence as a WAV file: 8 kHz, 16 bits, one channel. Loopback simulates recordings, and no sound is made. */
export const silence = (seconds: number): Uint8Array<ArrayBuffer> => {
  const samples = Math.round(seconds * 8_000);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples * 2, 40);
  return new Uint8Array(Buffer.concat([header, Buffer.alloc(samples * 2)]));
};
