import { describeIssues } from './issue';

it('puts every issue on one line, with its path', () => {
  const issues = [
    { path: 'a.0', message: 'must be a number' },
    { path: '', message: 'must not be empty' },
  ];

  expect(describeIssues(issues)).toBe('a.0 must be a number; must not be empty');
});
