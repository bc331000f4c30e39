import { writeReport } from './reports';
import { runStep } from './steps';

/** `npm run check`: what can be said about the code without running it. */
const steps = [
  runStep('format', 'prettier', ['--check', '--log-level=warn', '.']),
  runStep('lint', 'nx', ['run-many', '-t', 'lint', '--parallel=2', '--output-style=static']),
  runStep('types', 'nx', ['run-many', '-t', 'typecheck', '--parallel=2', '--output-style=static']),
];
const passed = steps.filter((worked) => worked).length;
writeReport({ project: 'checks', passed, failed: steps.length - passed, skipped: [], real: [] });
process.exitCode = passed === steps.length ? 0 : 1;
