import { describeOnSpark } from './describe-on-spark';
import { runModule } from './spark';

describeOnSpark('the Python of this app', () => {
  it('passes its own tests, of which some run Spark', () => {
    expect(runModule('pytest', ['-q', '--color=no'])).toMatch(/^\d+ passed/m);
  }, 600_000);

  it('has types that hold', () => {
    expect(runModule('mypy', ['src', 'tests'])).toContain('no issues found');
  }, 120_000);

  it('is written as ruff likes it', () => {
    expect(runModule('ruff', ['check', '.'])).toContain('All checks passed');
    expect(runModule('ruff', ['format', '--check', '.'])).toContain('already formatted');
  }, 60_000);
});
