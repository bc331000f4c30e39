import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useHas } from '../../api/config';
import { Loading } from '../../parts/loading';
import { PageHeader } from '../../parts/page-header';
import { SelectField } from '../../parts/select-field';
import { EmptyState, QueryState } from '../../parts/states';
import { StatusLabel } from '../../parts/status-label';
import { numberTones, reservationsOf } from './describe-pool';
import { type PoolView, type PoolNumberView, usePoolNumbers, usePools, usePoolUse } from './dnis-pools-query';
import './dnis-pools.css';

const PoolEvents = lazy(() => import('./pool-events'));
const ReleaseDialog = lazy(() => import('./release-dialog'));
const SizingAdvisor = lazy(() => import('./sizing-advisor'));

/** The numbers of a pool, what each does, and releasing one that is stuck. */
const DnisPoolsPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const pools = usePools();
  return (
    <>
      <PageHeader
        title="DNIS pools"
        description="Numbers that are lent to transfers into Amazon Connect, and the state of each."
      />
      <QueryState query={pools} what="the pools">
        {(all) => {
          const wanted = parameters.get('pool');
          const pool = all.find(({ name }) => name === wanted) ?? all[0];
          if (!pool)
            return <EmptyState title="There are no pools">Add one to the stage, and deploy it.</EmptyState>;
          return (
            <>
              {all.length > 1 && (
                <SelectField
                  label="Pool"
                  value={pool.name}
                  onChange={(name) => setParameters({ pool: name }, { replace: true })}
                  options={all.map(({ name }) => ({ value: name, text: name }))}
                />
              )}
              <OnePool key={pool.name} pool={pool} />
            </>
          );
        }}
      </QueryState>
    </>
  );
};

const OnePool = ({ pool }: { readonly pool: PoolView }) => {
  const use = usePoolUse(pool.name);
  const numbers = usePoolNumbers(pool.name);
  const hasHistory = useHas('dnis-history');
  return (
    <div className="pool">
      <QueryState query={use} what="the use of the pool">
        {({ numbers: all, retired, free, reserved, connected, resting }) => (
          <ul className="pool-use" aria-label={`Use of the pool ${pool.name}`}>
            <Count title="Free" count={free} note={`of ${all - retired} in service`} />
            <Count title="Reserved" count={reserved} note={`for at most ${pool.holdSeconds} s`} />
            <Count title="Connected" count={connected} note="their call has arrived" />
            <Count title="Resting" count={resting} note={`for ${pool.restSeconds} s`} />
          </ul>
        )}
      </QueryState>
      <QueryState query={numbers} what="the numbers">
        {(rows) => <Numbers pool={pool.name} rows={rows} />}
      </QueryState>
      <Suspense fallback={<Loading what="the charts" />}>
        {hasHistory && <PoolEvents pool={pool.name} />}
        <SizingAdvisor pool={pool} numbers={numbers.data?.length ?? 0} />
      </Suspense>
    </div>
  );
};

type CountProps = { readonly title: string; readonly count: number; readonly note: string };

const Count = ({ title, count, note }: CountProps) => (
  <li className="card">
    <span>{title}</span>
    <strong>{count}</strong>
    <span className="hint">{note}</span>
  </li>
);

type Held = { readonly number: string; readonly reservation: string };

const Numbers = ({ pool, rows }: { readonly pool: string; readonly rows: readonly PoolNumberView[] }) => {
  const [held, release] = useState<Held>();
  return (
    <section className="card">
      <h2 id="pool-numbers">Numbers</h2>
      {rows.length === 0 ? (
        <EmptyState title="The pool has no numbers">
          Add one with <code>npx dialplane dnis numbers {pool} --add +12025550142</code>.
        </EmptyState>
      ) : (
        <div className="scroll" role="region" aria-labelledby="pool-numbers" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col">State</th>
                <th scope="col">Reserved since</th>
                <th scope="col">Until</th>
                <th scope="col">Action</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <NumberRow key={row.number} row={row} release={release} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Suspense>{held && <ReleaseDialog pool={pool} {...held} close={() => release(undefined)} />}</Suspense>
    </section>
  );
};

type RowProps = { readonly row: PoolNumberView; readonly release: (held: Held) => void };

const NumberRow = ({ row, release }: RowProps) => {
  const [held] = reservationsOf(row);
  return (
    <tr>
      <td className="number">{row.number}</td>
      <td>
        <StatusLabel tone={row.retired ? 'quiet' : numberTones[row.state]}>
          {row.retired ? 'retired' : row.inUse > 1 ? `${row.inUse} transfers` : row.state}
        </StatusLabel>
      </td>
      <td>{held && <Moment at={held.checkedOutAt} />}</td>
      <td>
        {held ? (
          <Moment at={held.expiresAt} />
        ) : (
          row.state === 'resting' && row.freeAt !== undefined && <Moment at={row.freeAt} />
        )}
      </td>
      <td>
        {held && (
          <button
            type="button"
            aria-label={`Release ${row.number}`}
            onClick={() => release({ number: row.number, reservation: held.reservation })}
          >
            Release
          </button>
        )}
      </td>
    </tr>
  );
};

const Moment = ({ at }: { readonly at: string }) => (
  <time dateTime={at}>{new Date(at).toLocaleTimeString()}</time>
);

export default DnisPoolsPage;
