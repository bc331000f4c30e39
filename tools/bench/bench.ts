import { benchBundle } from './bundle';
import { benchCalls } from './calls';
import { benchRating } from '../../libs/rating/bench/bench-rating';
import { runStep } from '../gate/run-step';
import { benchSynth } from './synth';

/** `npm run bench`: every figure with its target, beside a named peer where there is one. */
const main = async (): Promise<void> => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const built = await runStep('build and synth', 'nx', ['run', 'stacks:synth', '--output-style=static']);
  if (!built) throw new Error('Cannot measure: the build failed, see above');
  console.log();
  await benchCalls();
  await benchBundle();
  benchSynth();
  await benchRating();
};

main();
