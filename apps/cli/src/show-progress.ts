import type { Output } from './output';
import { describeProgress, drawProgress, gap, type WorkDone } from './progress-bar';

/** Shows progress until the work has ended. */
export type ShowsProgress = {
  /** May be called often: it limits how often it writes. */
  readonly show: (done: WorkDone) => void;
  /** Removes the bar, so that other text can follow. Lines stay. */
  readonly end: () => void;
};

/**
 * On a terminal, a bar that is redrawn in place. Otherwise a line every second: in a file or a pipe, on a terminal without cursor
 * control (`TERM=dumb`), and if `CI` is set.
 *
 * @param now milliseconds since 1970
 */
export const showProgress = (
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
  now: () => number,
): ShowsProgress => {
  const isWatched = output.isTTY === true && environment['TERM'] !== 'dumb' && !environment['CI'];
  const began = now();
  return isWatched ? bar(output, now, began) : lines(output, now, began);
};

const bar = (output: Output, now: () => number, began: number): ShowsProgress => {
  let drawn = '';
  let told = -Infinity;
  const widthNow = () => output.columns ?? 80; // read each time: the window may be resized
  // A line wider than the window continues in the next ones. Nothing else follows it on the screen.
  const erase = () => {
    const above = Math.max(0, Math.ceil(drawn.length / widthNow()) - 1);
    return drawn === '' ? '' : `${above > 0 ? `\u001b[${above}A` : ''}\r\u001b[J`;
  };
  return {
    show: (done) => {
      if (now() - told < 100) return;
      told = now();
      // One column stays free: after the last column some terminals start a new line.
      const line = drawProgress(done, now() - began, widthNow() - 1);
      output.write(`${erase()}${line}`);
      drawn = line;
    },
    end: () => {
      if (drawn !== '') output.write(erase());
      drawn = '';
    },
  };
};

const lines = (output: Output, now: () => number, began: number): ShowsProgress => {
  let told = began;
  return {
    show: (done) => {
      if (now() - told < 1_000) return;
      told = now();
      output.write(`${describeProgress(done, now() - began).join(gap)}\n`);
    },
    end: () => undefined,
  };
};
