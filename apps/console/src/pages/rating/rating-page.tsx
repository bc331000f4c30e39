import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { Loading } from '../../parts/loading';
import { PageHeader } from '../../parts/page-header';
import { EmptyState, QueryState } from '../../parts/states';
import { StatusLabel } from '../../parts/status-label';
import { BackFillPanel } from './back-fill-panel';
import { describeMoney } from './describe-money';
import { type RatingWindow, useWindows } from './rating-query';
import './rating.css';

const CostOfDays = lazy(() => import('./cost-of-days'));
const RunPanel = lazy(() => import('./run-panel'));

/** What calls cost: the run of each day, what it could not rate, and rating days again. */
const RatingPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const windows = useWindows();
  return (
    <>
      <PageHeader
        title="Rating"
        description="What calls cost, by day. Choose a day to see its totals and files."
      />
      <div className="rating">
        <QueryState query={windows} what="the days">
          {(all) => {
            if (all.length === 0)
              return (
                <EmptyState title="There are no records yet">
                  Place a call. Its records can then be rated.
                </EmptyState>
              );
            const wanted = parameters.get('window');
            const shown = all.find(({ name }) => name === wanted) ?? all.find(({ run }) => run) ?? all[0];
            return (
              <>
                <Days windows={all} shown={shown?.name} show={(window) => setParameters({ window })} />
                <Suspense fallback={<Loading what="the charts" />}>
                  {all.filter(({ run }) => run).length > 1 && <CostOfDays windows={all} />}
                  {shown?.run ? (
                    <RunPanel key={shown.run.runId} run={shown.run} />
                  ) : (
                    <EmptyState title={`${shown?.name} is not rated`}>
                      Start a back-fill for this day.
                    </EmptyState>
                  )}
                </Suspense>
              </>
            );
          }}
        </QueryState>
        <BackFillPanel />
      </div>
    </>
  );
};

type DaysProps = {
  readonly windows: readonly RatingWindow[];
  readonly shown: string | undefined;
  readonly show: (window: string) => void;
};

const Days = ({ windows, shown, show }: DaysProps) => (
  <section className="card scroll" aria-label="Days" role="region" tabIndex={0}>
    <table>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Record files</th>
          <th scope="col">State</th>
          <th scope="col">Unrated</th>
          <th scope="col">Rejected</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        {windows.map(({ name, records, run }) => (
          <tr key={name} aria-current={name === shown || undefined}>
            <td>
              <button type="button" className="is-quiet" onClick={() => show(name)}>
                {name.replace('-Daily', '')}
              </button>
            </td>
            <td>{records}</td>
            <td>
              <StatusLabel tone={run ? 'good' : 'quiet'}>{run ? 'published' : 'not rated'}</StatusLabel>
            </td>
            <td>{run?.counts.unrated}</td>
            <td>{run?.counts.rejected}</td>
            <td>{run && describeMoney(run.cost)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

export default RatingPage;
