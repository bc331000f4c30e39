import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { useConfig } from '../api/config';
import { useSession } from '../api/session';
import { Loading } from '../parts/loading';
import { NoticesProvider } from '../parts/notices';
import { PageHeader } from '../parts/page-header';
import { EmptyState, ErrorState } from '../parts/states';
import { pages } from '../pages/pages';
import { CatchErrors } from './catch-errors';
import { Navigation } from './navigation';

const routes = pages.map((page) => ({ ...page, Component: lazy(page.load) }));

/** The page: navigation at the left, the page of the address at the right. */
export const Console = () => {
  const config = useConfig();
  const session = useSession();
  // Reading the session replaces an expired token, without which every request of a page would fail.
  const isSigningIn = config.data?.kind === 'deployed' && session.isPending && session.failureCount === 0;
  return (
    <NoticesProvider>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <Navigation />
      <main id="main" tabIndex={-1}>
        {config.isPending || isSigningIn ? (
          <Loading what="the console" />
        ) : config.isError ? (
          <>
            <PageHeader title="Dialplane" />
            <ErrorState error={config.error} retry={() => void config.refetch()} />
          </>
        ) : (
          <CatchErrors>
            <Suspense fallback={<Loading what="the page" />}>
              <Routes>
                {routes
                  .filter(({ needs }) => config.data.features.includes(needs))
                  .map(({ path, Component }) => (
                    <Route key={path} path={path} element={<Component />} />
                  ))}
                {!config.data.features.includes('overview') && (
                  <Route path="/" element={<Navigate to="/numbers" replace />} />
                )}
                <Route path="*" element={<NotFound />} />
              </Routes>
            </Suspense>
          </CatchErrors>
        )}
      </main>
    </NoticesProvider>
  );
};

const NotFound = () => (
  <>
    <PageHeader title="Page not found" />
    <EmptyState title="There is no page at this address">
      Choose a page in the navigation. If a link brought you here, it is out of date.
    </EmptyState>
  </>
);
