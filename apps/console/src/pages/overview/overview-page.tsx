import { Link } from 'react-router';
import { PageHeader } from '../../parts/page-header';
import { EmptyState, QueryState } from '../../parts/states';
import { StatusLabel, type StatusTone } from '../../parts/status-label';
import { attentionLink } from './attention-link';
import { type Attention, type Overview, useOverview } from './overview-query';
import './overview.css';

/** What needs attention now, then the counts of each system. */
const OverviewPage = () => (
  <>
    <PageHeader title="Overview" description="What needs attention now, and the state of every system." />
    <QueryState query={useOverview()} what="the overview">
      {({ attention, counts }) => (
        <>
          {attention.length === 0 ? (
            <EmptyState title="Nothing needs attention">
              No operation is stuck, no pool is nearly used up, and no run failed.
            </EmptyState>
          ) : (
            <ul className="attention" aria-label="Needs attention">
              {attention.map((it) => (
                <AttentionCard key={it.id} attention={it} />
              ))}
            </ul>
          )}
          <Counts counts={counts} />
        </>
      )}
    </QueryState>
  </>
);

const tones: Readonly<Record<Attention['severity'], StatusTone>> = {
  error: 'bad',
  warning: 'busy',
  info: 'quiet',
};

const AttentionCard = ({ attention }: { readonly attention: Attention }) => {
  const { severity, title, toDo, since } = attention;
  const link = attentionLink(attention);
  return (
    <li className={`card is-${severity}`}>
      <h2>
        <StatusLabel tone={tones[severity]}>{severity}</StatusLabel> {title}
      </h2>
      <p>{toDo}</p>
      <p className="toolbar">
        {link !== undefined && (
          <Link className="button" to={link}>
            Show
          </Link>
        )}
        {since !== undefined && <span className="hint">since {new Date(since).toLocaleString()}</span>}
      </p>
    </li>
  );
};

const Counts = ({ counts }: { readonly counts: Overview['counts'] }) => (
  <ul className="counts" aria-label="Counts">
    <Count to="/numbers" title="Numbers" count={counts.numbers} note={`${counts.forwards} forwarded`} />
    <Count
      to="/calls?state=live"
      title="Live calls"
      count={counts.callsLive}
      note={`${counts.callsEnded} past`}
    />
    <Count
      to="/dnis-pools"
      title="Pool numbers in use"
      count={counts.poolNumbersInUse}
      note={`of ${counts.poolNumbers}`}
    />
    <Count
      to="/dialtone"
      title="Extensions"
      count={counts.extensions}
      note={`${counts.extensionsUnregistered} not registered`}
    />
    <Count to="/rating" title="Rating runs" count={counts.ratingRuns} note="published" />
  </ul>
);

type CountProps = {
  readonly to: string;
  readonly title: string;
  readonly count: number;
  readonly note: string;
};

const Count = ({ to, title, count, note }: CountProps) => (
  <li>
    <Link className="card" to={to}>
      <span>{title}</span>
      <strong>{count}</strong>
      <span className="hint">{note}</span>
    </Link>
  </li>
);

export default OverviewPage;
