import { Link, useSearchParams } from 'react-router';
import { PageHeader } from '../../parts/page-header';
import { plainNumber } from '../../parts/plain-number';
import { SelectField } from '../../parts/select-field';
import { EmptyState, QueryState } from '../../parts/states';
import { StatusLabel } from '../../parts/status-label';
import { type Column, VirtualTable } from '../../parts/virtual-table';
import { type CallFilter, type CallSummaryView, useCalls } from './calls-query';
import { describeCost, stateTones, systemNames } from './describe-call';
import { Pad } from './pad';
import { Talk } from './talk';
import './calls.css';

/** Live and past calls, and a pad to place calls and to act as the phones. */
const CallsPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const state = parameters.get('state');
  const filter: CallFilter = {
    state: state === 'live' || state === 'ended' ? state : '',
    number: parameters.get('number') ?? '',
  };
  const calls = useCalls({ ...filter, number: plainNumber(filter.number) });
  const show = (changed: Partial<CallFilter>) =>
    setParameters(
      Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== ''),
      { replace: true },
    );
  return (
    <>
      <PageHeader
        title="Calls"
        description="Live and past calls. Choose one to see where it rang, and why."
      />
      <div className="calls is-list">
        <div className="call-list">
          <div className="toolbar">
            <SelectField
              label="Show"
              value={filter.state}
              onChange={(changed) => show({ state: changed })}
              options={[
                { value: '', text: 'All calls' },
                { value: 'live', text: 'Live calls' },
                { value: 'ended', text: 'Past calls' },
              ]}
            />
            <div className="field">
              <label htmlFor="number">With the number</label>
              <input
                id="number"
                type="search"
                value={filter.number}
                placeholder="+12065550100"
                onChange={({ target }) => show({ number: target.value })}
              />
            </div>
          </div>
          <QueryState query={calls} what="the calls">
            {({ pages }) => {
              const rows = pages.flatMap((page) => page.calls);
              return rows.length === 0 ? (
                <EmptyState title="No calls">
                  {filter.state || filter.number
                    ? 'No call matches. Show all calls, or another number.'
                    : 'Place one with the pad.'}
                </EmptyState>
              ) : (
                <>
                  <VirtualTable label="Calls" columns={columns} rows={rows} keyOf={({ id }) => id} />
                  {calls.hasNextPage && (
                    <button
                      type="button"
                      disabled={calls.isFetchingNextPage}
                      onClick={() => void calls.fetchNextPage()}
                    >
                      Show earlier calls
                    </button>
                  )}
                </>
              );
            }}
          </QueryState>
        </div>
        <Pad />
      </div>
    </>
  );
};

const started = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const columns: readonly Column<CallSummaryView>[] = [
  {
    title: 'Started',
    cell: ({ id, startedAt }) => (
      <Link to={`/calls/${encodeURIComponent(id)}`}>
        <time dateTime={startedAt}>{started.format(new Date(startedAt))}</time>
      </Link>
    ),
  },
  { title: 'From', cell: ({ from }) => <span className="number">{from}</span> },
  { title: 'To', cell: ({ to }) => <span className="number">{to}</span> },
  { title: 'State', cell: ({ state }) => <StatusLabel tone={stateTones[state]}>{state}</StatusLabel> },
  { title: 'System', cell: ({ system }) => systemNames[system] },
  { title: 'Why', cell: ({ because }) => because ?? '' },
  { title: 'Talk', cell: (call) => <Talk call={call} /> },
  { title: 'Cost', cell: (call) => describeCost(call) },
];

export default CallsPage;
