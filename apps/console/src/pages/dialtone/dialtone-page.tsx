import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useIsReal } from '../../api/config';
import { PageHeader } from '../../parts/page-header';
import { SelectField } from '../../parts/select-field';
import { EmptyState, QueryState } from '../../parts/states';
import { StatusLabel } from '../../parts/status-label';
import {
  type DialtoneView,
  type ExtensionView,
  useDialtone,
  useExplainDial,
  useSetRegistration,
} from './dialtone-query';
import './dialtone.css';

/** SIP phones: whether each is registered, what of its caps is used, and what it may dial. */
const DialtonePage = () => (
  <>
    <PageHeader
      title="Dialtone"
      description="SIP phones that dial straight out: their registrations, their caps, and what they may dial."
    />
    <QueryState query={useDialtone()} what="the phones">
      {(dialtone) =>
        dialtone.extensions.length === 0 ? (
          <EmptyState title="There are no extensions">Add one to the dialtone file, and apply it.</EmptyState>
        ) : (
          <div className="dialtone">
            <MayDial extensions={dialtone.extensions} />
            <Extensions extensions={dialtone.extensions} />
            <Policies dialtone={dialtone} />
          </div>
        )
      }
    </QueryState>
  </>
);

const MayDial = ({ extensions }: { readonly extensions: readonly ExtensionView[] }) => {
  const [parameters] = useSearchParams();
  const wanted = parameters.get('extension');
  const first = extensions.find(({ user }) => user === wanted) ?? extensions[0];
  const [user, setUser] = useState(first?.user ?? '');
  const [dials, setDials] = useState('');
  const answer = useExplainDial(user, dials.trim());
  return (
    <section className="card" aria-labelledby="may-dial">
      <h2 id="may-dial">May this phone dial a number?</h2>
      <div className="toolbar">
        <SelectField
          label="Phone"
          value={user}
          onChange={setUser}
          options={extensions.map((it) => ({ value: it.user, text: it.user }))}
        />
        <div className="field">
          <label htmlFor="dials">Dials</label>
          <input
            id="dials"
            inputMode="tel"
            autoComplete="off"
            value={dials}
            maxLength={60}
            placeholder="2065550142, 911, 0"
            onChange={({ target }) => setDials(target.value)}
          />
        </div>
      </div>
      <p className="hint">No phone rings: this is a dry run.</p>
      {dials.trim() !== '' && (
        <div role="status">
          <QueryState query={answer} what="the answer">
            {({ placed, rule, sentence, targets, callerId, dollarsPerMinute, hears }) => (
              <>
                <p>
                  <StatusLabel tone={placed ? 'good' : 'bad'}>{placed ? 'placed' : 'refused'}</StatusLabel>{' '}
                  {sentence}
                </p>
                <dl className="facts">
                  <Fact name="Rule" value={rule} />
                  <Fact name="Rings" value={targets.join(', ')} />
                  <Fact name="Shows" value={callerId} />
                  <Fact
                    name="Costs"
                    value={dollarsPerMinute === undefined ? undefined : `USD ${dollarsPerMinute} a minute`}
                  />
                  <Fact name="The caller hears" value={hears} />
                </dl>
              </>
            )}
          </QueryState>
        </div>
      )}
    </section>
  );
};

const Fact = ({ name, value }: { readonly name: string; readonly value: string | undefined }) =>
  value ? (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;

const Extensions = ({ extensions }: { readonly extensions: readonly ExtensionView[] }) => (
  <section className="card">
    <h2 id="extensions">Extensions</h2>
    <div className="scroll" role="region" aria-labelledby="extensions" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Phone</th>
            <th scope="col">Number</th>
            <th scope="col">Registration</th>
            <th scope="col">Emergency address</th>
            <th scope="col">Calls now</th>
            <th scope="col">Calls this hour</th>
            <th scope="col">Dollars today</th>
            <th scope="col">Action</th>
          </tr>
        </thead>
        <tbody>
          {extensions.map((extension) => (
            <ExtensionRow key={extension.user} extension={extension} />
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

const ExtensionRow = ({ extension }: { readonly extension: ExtensionView }) => {
  const { user, number, status, registered, emergencyAddress, caps, used } = extension;
  const isReal = useIsReal();
  const set = useSetRegistration();
  return (
    <tr>
      <td>
        {user} {status === 'suspended' && <StatusLabel tone="bad">suspended</StatusLabel>}
      </td>
      <td className="number">{number}</td>
      <td>
        <StatusLabel tone={registered ? 'good' : 'bad'}>
          {registered ? 'registered' : 'not registered'}
        </StatusLabel>
      </td>
      <td>
        <StatusLabel tone={emergencyAddress === 'registered' ? 'good' : 'bad'}>
          {emergencyAddress}
        </StatusLabel>
      </td>
      <Used label={`${user}: calls now`} used={used.concurrentCalls} cap={caps.concurrentCalls} />
      <Used label={`${user}: calls this hour`} used={used.callsPerHour} cap={caps.callsPerHour} />
      <Used label={`${user}: dollars today`} used={used.dollarsPerDay} cap={caps.dollarsPerDay} />
      <td>
        {!isReal && (
          <button
            type="button"
            disabled={set.isPending}
            onClick={() => set.mutate({ user, registered: !registered })}
            aria-label={`${registered ? 'Switch off' : 'Switch on'}: ${user}`}
          >
            {registered ? 'Switch off' : 'Switch on'}
          </button>
        )}
      </td>
    </tr>
  );
};

const Used = ({
  label,
  used,
  cap,
}: {
  readonly label: string;
  readonly used: number;
  readonly cap: number;
}) => (
  <td>
    <meter aria-label={label} min={0} max={cap} high={cap * 0.8} value={used} /> {Number(used.toFixed(3))} of{' '}
    {cap}
  </td>
);

const Policies = ({ dialtone: { policies, domain } }: { readonly dialtone: DialtoneView }) => (
  <section className="card" aria-labelledby="policies">
    <h2 id="policies">Policies of {domain}</h2>
    <ul>
      {policies.map(({ name, countries, caps, hours }) => (
        <li key={name}>
          <strong>{name}</strong>: may call {countries.join(', ')}; at most {caps.concurrentCalls} calls at
          once, {caps.callsPerHour} in an hour, USD {caps.dollarsPerDay} in a day, {caps.callSeconds / 60}{' '}
          minutes each
          {hours === true ? ', within its hours' : ''}. Emergency calls are always placed.
        </li>
      ))}
    </ul>
  </section>
);

export default DialtonePage;
