import { median, print, runNode } from './measure';

const rounds = 5;

/** Measures the synthesis of all stacks, as `nx run stacks:synth` runs it once the stacks are bundled. */
export const benchSynth = (): void => {
  const runs = Array.from({ length: rounds }, () => runNode(['dist/stacks/main.js']));
  print(
    'synth of all stacks, time',
    `${(median(runs.map((run) => run.milliseconds)) / 1000).toFixed(2)} s`,
    'target <= 0.5 s',
  );
  print(
    'synth of all stacks, memory',
    `${median(runs.map((run) => run.megabytes)).toFixed(0)} MB`,
    'target <= 150 MB',
  );
};
