import { useState } from 'react';
import { StackedOverTime } from '../../parts/charts';
import { SelectField } from '../../parts/select-field';
import { EmptyState, QueryState } from '../../parts/states';
import { StatusLabel } from '../../parts/status-label';
import { describeEvent, isTrouble } from './describe-pool';
import { type PoolHistoryView, usePoolHistory } from './dnis-pools-query';

const spans = [
  { value: '60', text: 'The last hour' },
  { value: '1440', text: 'The last day' },
  { value: '10080', text: 'The last week' },
] as const;

type Span = (typeof spans)[number]['value'];

/** The most events that the list shows. */
const mostShown = 30;

/** The use of a pool over time, and what happened: calls that got no context first. */
const PoolEvents = ({ pool }: { readonly pool: string }) => {
  const [span, show] = useState<Span>('60');
  const history = usePoolHistory(pool, Number(span), true);
  return (
    <section className="card" aria-labelledby="pool-history">
      <h2 id="pool-history">Use over time</h2>
      <SelectField label="Show" value={span} onChange={show} options={spans} />
      <QueryState query={history} what="the use over time">
        {({ points, events }) =>
          points.length === 0 ? (
            <EmptyState title="There is no data for this time">Choose a longer time.</EmptyState>
          ) : (
            <>
              <StackedOverTime
                caption="Numbers by state"
                rows={points.map(({ at, ...counts }) => ({ ...counts, at: Date.parse(at) }))}
                series={[
                  { key: 'connected', title: 'Connected' },
                  { key: 'reserved', title: 'Reserved' },
                  { key: 'resting', title: 'Resting' },
                  { key: 'free', title: 'Free' },
                ]}
              />
              <Events events={events} />
            </>
          )
        }
      </QueryState>
    </section>
  );
};

const Events = ({ events }: { readonly events: PoolHistoryView['events'] }) => {
  const [troubleOnly, filter] = useState(false);
  const shown = events.filter((event) => !troubleOnly || isTrouble(event));
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={troubleOnly} onChange={({ target }) => filter(target.checked)} />{' '}
        Late, lost and refused transfers only
      </label>
      <ul className="events" aria-label="Events">
        {shown.slice(0, mostShown).map((event, index) => (
          <li key={`${event.at} ${index}`}>
            <time dateTime={event.at}>{new Date(event.at).toLocaleString()}</time>{' '}
            {isTrouble(event) && <StatusLabel tone="bad">{event.kind}</StatusLabel>} {describeEvent(event)}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p>There are no such events in this time.</p>}
    </>
  );
};

export default PoolEvents;
