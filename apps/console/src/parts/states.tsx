import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, hasStatus } from '../api/api-problem';
import { Loading } from './loading';
import { SignInLink } from './sign-in-link';

/** What a page shows when there is nothing to show. `children` say what to do. */
export const EmptyState = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) => (
  <div className="state">
    <h2>{title}</h2>
    {children && <div>{children}</div>}
  </div>
);

/** What failed, and what to do about it. */
export const ErrorState = ({ error, retry }: { readonly error: Error; readonly retry: () => void }) => {
  const signedOut = hasStatus(error, 401);
  const keepsDrafts = useQueryClient().getQueriesData({ queryKey: ['draft'] }).length > 0;
  return (
    <div className="state is-error" role="alert">
      <h2>{signedOut ? 'You are not signed in' : (titles[statusOf(error)] ?? 'The request failed')}</h2>
      <p>{error.message}</p>
      {signedOut ? (
        <SignInLink className="button is-primary" inNewTab={keepsDrafts} />
      ) : (
        <button type="button" onClick={retry}>
          Retry
        </button>
      )}
    </div>
  );
};

const statusOf = (error: Error): number => (error instanceof ApiProblem ? error.status : -1);

const titles: Readonly<Record<number, string>> = {
  0: 'The API does not answer',
  403: 'You are not allowed to see this',
  404: 'Not found',
  503: 'The API is not available now',
};

type Props<T> = {
  readonly query: UseQueryResult<T>;
  /** What is loaded, such as `the numbers`. */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
};

/** Shows the answer of a query; until then that it is loading, or why it failed. */
export const QueryState = <T,>({ query, what, children }: Props<T>) => {
  if (query.data !== undefined)
    return (
      <>
        {query.isError && (
          <p className="notice is-warning" role="alert">
            This may be out of date. {query.error.message}{' '}
            {hasStatus(query.error, 401) && <SignInLink inNewTab />}
          </p>
        )}
        {children(query.data)}
      </>
    );
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return <Loading what={what} />;
};
