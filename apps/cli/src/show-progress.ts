import type { Output } from './output';
import { describeProgress, drawProgress, gap, type WorkDone } from './progress-bar';

/** Shows how far work is, until it has ended. */
export type ShowsProgress = {
  /** May be called as often as there is something new: it shows no more than eyes can follow. */
  readonly show: (done: WorkDone) => void;
  /** Takes the bar away, so that other text may follow. Lines stay. */
  readonly end: () => void;
};

/**
 * A bar that is drawn anew in its place, where people look on: on a terminal. Else a line every second, as for a log: into
 * a file or a pipe, on a terminal that cannot go back in a line (`TERM=dumb`), and where `CI` is set.
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
  const widthNow = () => output.columns ?? 80; // asked each time: a window may be resized
  // A line that has become wider than the window goes on in the next ones. What follows it on the screen is nothing.
  const erase = () => {
    const above = Math.max(0, Math.ceil(drawn.length / widthNow()) - 1);
    return drawn === '' ? '' : `${above > 0 ? `\u001b[${above}A` : ''}\r\u001b[J`;
  };
  return {
    show: (done) => {
      if (now() - told < 100) return;
      told = now();
      // One column stays free: behind the last one some terminals begin a new line.
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
