import fc from 'fast-check';
import { decodeWav, encodeWav, samplesOf } from './wav';

const sound = fc.record({
  rate: fc.integer({ min: 1, max: 192_000 }),
  samples: fc.int16Array({ maxLength: 100 }),
});

it('reads back every sound it wrote', () => {
  fc.assert(fc.property(sound, (it) => expect(decodeWav(encodeWav(it))).toEqual(it)));
});

it('passes over chunks that it does not know, also those of odd length', () => {
  const plain = encodeWav({ rate: 8000, samples: Int16Array.of(1, -2) });
  const note = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
  const noted = Buffer.concat([plain.subarray(0, 36), note, plain.subarray(36)]);

  expect(decodeWav(noted).samples).toEqual(Int16Array.of(1, -2));
});

it('takes what is there when a program could not know the length', () => {
  const piped = encodeWav({ rate: 8000, samples: Int16Array.of(1, -2) });
  piped.writeUInt32LE(0x7fff_ffff, 40);

  expect(decodeWav(piped).samples).toEqual(Int16Array.of(1, -2));
});

it.each`
  what        | offset | value
  ${'stereo'} | ${22}  | ${2}
  ${'8 bits'} | ${34}  | ${8}
  ${'mu-law'} | ${20}  | ${7}
`('refuses $what', ({ offset, value }) => {
  const file = encodeWav({ rate: 8000, samples: Int16Array.of(0) });
  file.writeUInt16LE(value, offset);

  expect(() => decodeWav(file)).toThrow('expected 16-bit mono PCM');
});

it('refuses what is no WAV', () => {
  expect(() => decodeWav(Buffer.from('ID3 and then music'))).toThrow('expected RIFF chunks');
});

it('reads bare samples, low byte first', () => {
  expect(samplesOf(Uint8Array.of(0x01, 0x00, 0xff, 0xff))).toEqual(Int16Array.of(1, -1));
});
