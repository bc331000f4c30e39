import type { Issue } from '@dialplane/basics';

/** Everything that is wrong with a request, each with its place. */
export const IssueList = ({ issues }: { readonly issues: readonly Issue[] }) =>
  issues.length > 0 && (
    <ul className="issues">
      {issues.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  );
