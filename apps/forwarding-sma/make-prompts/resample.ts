import type { Waveform } from './wav';

/** How many zero crossings of the filter reach to each side: more is sharper and slower. */
const REACH = 16;

/**
 * The same sound at another rate. A Hann-windowed sinc takes away what the lower of both rates cannot carry, so that
 * a 22 kHz voice does not whistle at 8 kHz (J. O. Smith, "Digital Audio Resampling").
 */
export const resample = ({ rate, samples }: Waveform, to: number): Waveform => {
  if (rate === to) return { rate, samples };
  const cut = Math.min(1, to / rate);
  const reach = REACH / cut;

  const at = (moment: number): number => {
    let sum = 0;
    for (let i = Math.ceil(moment - reach); i <= moment + reach; i++) {
      const away = moment - i;
      sum += (samples[i] ?? 0) * cut * sinc(cut * away) * (0.5 + 0.5 * Math.cos((Math.PI * away) / reach));
    }
    return Math.max(-32_768, Math.min(32_767, Math.round(sum)));
  };
  const length = Math.floor((samples.length * to) / rate);
  return { rate: to, samples: Int16Array.from({ length }, (_, i) => at((i * rate) / to)) };
};

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
