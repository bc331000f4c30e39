import { writeReport } from './reports';
import { runStep } from './steps';

/** `npm run check`: format, lint, import cycles and types. */
const steps = [
  runStep('format', 'prettier', ['--check', '--log-level=warn', '.']),
  runStep('lint', 'nx', ['run-many', '-t', 'lint', '--parallel=2', '--output-style=static']),
  runStep('cycles', 'depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type=err',
    'apps',
    'libs',
    'stacks',
    'tools',
  ]),
  runStep('types', 'nx', ['run-many', '-t', 'typecheck', '--parallel=2', '--output-style=static']),
];
const passed = steps.filter((worked) => worked).length;
writeReport({ project: 'checks', passed, failed: steps.length - passed, skipped: [], real: [] });
process.exitCode = passed === steps.length ? 0 : 1;
