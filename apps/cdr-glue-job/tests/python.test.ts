import { foundChecks, foundSpark, runModule } from './spark';

const found = foundChecks();
const why = found.ok ? '' : ` skipped: ${found.error}`;
const title = (name: string): string => `${name}${why}`;
const check = found.ok ? it : it.skip;
const folder = found.ok ? found.value.folder : '';
// Without PySpark, mypy does not know its types.
const lenient = found.ok && !found.value.hasSpark ? ['--ignore-missing-imports'] : [];
const tested = foundSpark().ok ? 'with Spark' : 'without Spark';

check(
  title(`the Python of the Glue job passes its own tests, ${tested}`),
  () => {
    expect(runModule('pytest', ['-q', '--color=no'], folder)).toMatch(/^\d+ passed/m);
  },
  600_000,
);

check(
  title('the Python of the Glue job has types that hold'),
  () => {
    expect(runModule('mypy', [...lenient, 'src', 'tests'], folder)).toContain('no issues found');
  },
  120_000,
);

check(
  title('the Python of the Glue job is formatted, and passes ruff'),
  () => {
    expect(runModule('ruff', ['check', '.'], folder)).toContain('All checks passed');
    expect(runModule('ruff', ['format', '--check', '.'], folder)).toContain('already formatted');
  },
  60_000,
);
