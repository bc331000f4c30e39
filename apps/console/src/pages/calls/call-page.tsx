import { Link, useParams } from 'react-router';
import { PageHeader } from '../../parts/page-header';
import { QueryState } from '../../parts/states';
import { StatusLabel } from '../../parts/status-label';
import { type CallView, type CallSummaryView, type ExchangeView, useCall, useHangUp } from './calls-query';
import { describeCost, describeSeconds, stateTones, systemNames } from './describe-call';
import { Ladder } from './ladder';
import { Pad } from './pad';
import { Talk } from './talk';
import './calls.css';

/** One call: where it rang and why, what went between the parties, and what it cost. */
const CallPage = () => {
  const { id = '' } = useParams();
  const call = useCall(id);
  const summary = call.data?.call;
  return (
    <>
      <PageHeader
        title={summary ? `${summary.from} to ${summary.to}` : 'Call'}
        description={<Link to="/calls">All calls</Link>}
        actions={summary && summary.state !== 'ended' && <HangUp id={id} />}
      />
      <QueryState query={call} what="the call">
        {(data) => (
          <div className="calls">
            <div className="call">
              <Facts call={data.call} />
              <Why call={data} />
              <section className="card">
                <h2>Ladder</h2>
                <Ladder ladder={data.ladder} />
              </section>
              <Exchanges exchanges={data.exchanges} />
            </div>
            <Pad />
          </div>
        )}
      </QueryState>
    </>
  );
};

const HangUp = ({ id }: { readonly id: string }) => {
  const hangUp = useHangUp(id);
  return (
    <>
      {hangUp.error && (
        <span className="field-error" role="alert">
          {hangUp.error.message}
        </span>
      )}
      <button type="button" className="is-danger" disabled={hangUp.isPending} onClick={() => hangUp.mutate()}>
        Hang up
      </button>
    </>
  );
};

const Facts = ({ call }: { readonly call: CallSummaryView }) => (
  <section className="card" aria-label="Facts">
    <dl className="facts">
      <dt>State</dt>
      <dd>
        <StatusLabel tone={stateTones[call.state]}>{call.state}</StatusLabel>
      </dd>
      <dt>System</dt>
      <dd>{systemNames[call.system]}</dd>
      <dt>Started</dt>
      <dd>{new Date(call.startedAt).toLocaleString()}</dd>
      <dt>Talk</dt>
      <dd>
        <Talk call={call} />
      </dd>
      <dt>Cost</dt>
      <dd>{describeCost(call) || 'Known after the call'}</dd>
      <dt>Call id</dt>
      <dd>
        <code>{call.id}</code>
      </dd>
    </dl>
    {call.recording !== undefined && (
      <audio controls preload="none" src={call.recording} aria-label="Recording of the call" />
    )}
    <table>
      <thead>
        <tr>
          <th scope="col">Leg</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Answered</th>
          <th scope="col">Billed</th>
        </tr>
      </thead>
      <tbody>
        {call.legs.map(({ tag, from, to, connectedAt, billedSeconds }, index) => (
          <tr key={index}>
            <td>{tag}</td>
            <td className="number">{from}</td>
            <td className="number">{to}</td>
            <td>{connectedAt === undefined ? 'No' : new Date(connectedAt).toLocaleTimeString()}</td>
            <td>{billedSeconds === undefined ? '' : describeSeconds(billedSeconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const Why = ({ call: { path } }: { readonly call: CallView }) => (
  <section className="card">
    <h2>Why did it ring there?</h2>
    {path.length === 0 ? (
      <p className="hint">Dialplane did not handle this call, so none of its rules applied.</p>
    ) : (
      <ol className="why">
        {path.map(({ at, rule, sentence, forward, exchange }, index) => (
          <li key={index}>
            <span className="number hint">{(at / 1000).toFixed(1)} s</span>
            <div>
              <p>{sentence}</p>
              <p className="hint">
                Rule: {rule}
                {forward && (
                  <>
                    {' · '}
                    <Link to={`/numbers/${encodeURIComponent(forward.number)}`}>
                      forward of {forward.number}, version {forward.version}
                    </Link>
                  </>
                )}
                {exchange !== undefined && (
                  <>
                    {' · '}
                    <a href={`#exchange-${exchange}`}>event and response</a>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
    )}
  </section>
);

const Exchanges = ({ exchanges }: { readonly exchanges: readonly ExchangeView[] }) =>
  exchanges.length > 0 && (
    <section className="card">
      <h2>Events and responses</h2>
      {exchanges.map(({ at, handler, event, response, error }, index) => (
        <details key={index}>
          <summary>
            {(at / 1000).toFixed(1)} s, {handler}
            {error !== undefined && <StatusLabel tone="bad">failed</StatusLabel>}
          </summary>
          <div className="exchange" id={`exchange-${index}`}>
            <Json title="Event" value={event} />
            {error === undefined ? <Json title="Response" value={response} /> : <p>{error}</p>}
          </div>
        </details>
      ))}
    </section>
  );

const Json = ({ title, value }: { readonly title: string; readonly value: unknown }) => (
  <div>
    <h3>{title}</h3>
    <pre tabIndex={0} role="region" aria-label={title}>
      {JSON.stringify(value, null, 2)}
    </pre>
  </div>
);

export default CallPage;
