import { resample } from './resample';
import type { Waveform } from './wav';

const tone = (hertz: number, rate: number): Waveform => ({
  rate,
  samples: Int16Array.from({ length: rate / 10 }, (_, i) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hertz * i) / rate)),
  ),
});

/** How loud the middle of a sound is; its ends are blurred by the filter. */
const loudness = ({ samples }: Waveform): number => {
  const middle = samples.slice(samples.length / 4, (3 * samples.length) / 4);
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample ** 2, 0) / middle.length);
};

it.each([16_000, 22_050, 44_100])('keeps a voice from %i Hz, as long and as loud as it was', (rate) => {
  const telephone = resample(tone(1000, rate), 8000);

  expect(telephone.rate).toBe(8000);
  expect(telephone.samples).toHaveLength(800);
  expect(loudness(telephone) / loudness(tone(1000, 8000))).toBeCloseTo(1, 2);
});

it.each([16_000, 22_050, 44_100])(
  'lets nothing of 6 kHz through from %i Hz, where it would whistle',
  (rate) => {
    expect(loudness(resample(tone(6000, rate), 8000))).toBeLessThan(loudness(tone(6000, rate)) / 100);
  },
);

it('leaves a sound alone that has the right rate', () => {
  const sound = tone(1000, 8000);

  expect(resample(sound, 8000)).toEqual(sound);
});
