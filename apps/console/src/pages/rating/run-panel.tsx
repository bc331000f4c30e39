import { useState } from 'react';
import { Bars } from '../../parts/charts';
import { SelectField } from '../../parts/select-field';
import { QueryState } from '../../parts/states';
import { describeMoney } from './describe-money';
import {
  type RatingRun,
  type RowKind,
  type RunDifference,
  type TotalsBy,
  useRows,
  useTotals,
} from './rating-query';

/** A published run: its totals, what it could not rate and why, its files, and the run that it replaced. */
const RunPanel = ({ run }: { readonly run: RatingRun }) => {
  const { window, runId, counts, cost, createdAt, files, replaced, warnings } = run;
  return (
    <section className="card" aria-labelledby="run">
      <h2 id="run">{window}</h2>
      <p>
        <strong>{describeMoney(cost)}</strong> for {counts.rated} records, rated{' '}
        <time dateTime={createdAt}>{new Date(createdAt).toLocaleString()}</time>.
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="notice is-warning">
          {warning}
        </p>
      ))}
      {replaced && <Difference difference={replaced} />}
      <Totals window={window} runId={runId} />
      <Rows window={window} runId={runId} kind="unrated" title="Unrated" count={counts.unrated} />
      <Rows window={window} runId={runId} kind="rejected" title="Rejected" count={counts.rejected} />
      {replaced && replaced.records > 0 && (
        <Rows window={window} runId={runId} kind="delta" title="Differences" count={replaced.records} />
      )}
      <h3>Files</h3>
      <ul className="files">
        {files.map(({ name, bytes, href }) => (
          <li key={name}>
            <a href={href} download>
              {name}
            </a>{' '}
            <span className="hint">{bytes.toLocaleString()} bytes</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Difference = ({
  difference: { before, after, difference, records },
}: {
  readonly difference: RunDifference;
}) => (
  <p>
    The run that it replaced cost {describeMoney(before)}
    {records === 0
      ? ': nothing differs.'
      : `, this one ${describeMoney(after)}: ${records} records differ, by ${describeMoney(difference)}.`}
  </p>
);

const choices: readonly { readonly value: TotalsBy; readonly text: string }[] = [
  { value: 'direction', text: 'By direction' },
  { value: 'number', text: 'By number' },
  { value: 'day', text: 'By day' },
];

const Totals = ({ window, runId }: { readonly window: string; readonly runId: string }) => {
  const [by, show] = useState<TotalsBy>('direction');
  const totals = useTotals(window, runId, by);
  return (
    <>
      <SelectField label="Totals" value={by} onChange={show} options={choices} />
      <QueryState query={totals} what="the totals">
        {(rows) => (
          <>
            <Bars
              caption="Cost in US dollars"
              unit="USD"
              rows={rows.map(({ name, cost }) => ({ name: name || 'none', value: Number(cost) }))}
            />
            <div className="scroll" role="region" aria-label="Totals" tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{by === 'number' ? 'Number' : by === 'day' ? 'Day' : 'Direction'}</th>
                    <th scope="col">Rated</th>
                    <th scope="col">Minutes</th>
                    <th scope="col">Unrated</th>
                    <th scope="col">Cost</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ name, rated, ratedSeconds, unrated, cost }) => (
                    <tr key={name}>
                      <td>{name || 'none'}</td>
                      <td>{rated}</td>
                      <td>{(ratedSeconds / 60).toFixed(1)}</td>
                      <td>{unrated}</td>
                      <td>{describeMoney({ amount: cost, currency: 'USD' })}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </QueryState>
    </>
  );
};

/** The columns that say what a row is about; the file has all of them. */
const columnsOf: Readonly<Record<RowKind, readonly string[]>> = {
  unrated: ['started_at', 'source_number', 'destination_number', 'billed_seconds', 'usage_type', 'reason'],
  rejected: ['source_key', 'position', 'reason', 'issues'],
  delta: ['transaction_id', 'usage_type', 'before_cost', 'after_cost', 'difference'],
};

type RowsProps = {
  readonly window: string;
  readonly runId: string;
  readonly kind: RowKind;
  readonly title: string;
  readonly count: number;
};

const Rows = ({ window, runId, kind, title, count }: RowsProps) => (
  <details open={count > 0 && count < 20}>
    <summary>
      {title}: {count}
    </summary>
    {count > 0 && <RowTable window={window} runId={runId} kind={kind} title={title} />}
  </details>
);

const RowTable = ({ window, runId, kind, title }: Omit<RowsProps, 'count'>) => {
  const query = useRows(window, runId, kind);
  return (
    <QueryState query={query} what="the rows">
      {({ pages }) => {
        const columns = columnsOf[kind].filter((name) => pages[0]?.columns.includes(name));
        return (
          <>
            <div className="scroll" role="region" aria-label={title} tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    {columns.map((name) => (
                      <th key={name} scope="col">
                        {name.replaceAll('_', ' ')}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {pages
                    .flatMap(({ rows }) => rows)
                    .map((row, index) => (
                      <tr key={index}>
                        {columns.map((name) => (
                          <td key={name}>{row[name]}</td>
                        ))}
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
            {query.hasNextPage && (
              <button type="button" onClick={() => void query.fetchNextPage()}>
                Show more rows
              </button>
            )}
          </>
        );
      }}
    </QueryState>
  );
};

export default RunPanel;
