import { ApiProblem, hasStatus } from '../api/api-problem';
import { IssueList } from './issue-list';
import { SignInLink } from './sign-in-link';

/** Why a change was not made, beside its button. What was typed stays. */
export const Failure = ({ error }: { readonly error: Error | null }) =>
  error && (
    <div className="field-error" role="alert">
      {error.message}
      {hasStatus(error, 401) && (
        <>
          {' '}
          <SignInLink inNewTab />, then try again here.
        </>
      )}
      {error instanceof ApiProblem && <IssueList issues={error.issues} />}
    </div>
  );
