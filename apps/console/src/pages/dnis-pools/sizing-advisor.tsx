import { usualSetupSeconds } from '@dialplane/console-api';
import { useState } from 'react';
import { LogarithmicCurve } from '../../parts/charts';
import { ErrorState } from '../../parts/states';
import { type PoolView, type SizingRequest, useSizing } from './dnis-pools-query';

/** What a person enters, as text. */
const fields = [
  { name: 'perSecond', label: 'Transfers per second', start: '0.5' },
  { name: 'setupSeconds', label: 'Seconds until the call arrives', start: String(usualSetupSeconds) },
  { name: 'lostPercent', label: 'Calls that never arrive, in %', start: '2' },
  { name: 'blockingPercent', label: 'Transfers that may find no number, in %', start: '0.1' },
] as const;

type Entered = Readonly<Record<(typeof fields)[number]['name'], string>>;

/** The request for what was entered; undefined while a field has no number. */
export const requestOf = (pool: PoolView, entered: Entered): SizingRequest | undefined => {
  const value = (name: keyof Entered): number =>
    entered[name].trim() === '' ? NaN : Number(entered[name].replace(',', '.'));
  const [perSecond, setupSeconds, lost, blocking] = [
    value('perSecond'),
    value('setupSeconds'),
    value('lostPercent') / 100,
    value('blockingPercent') / 100,
  ];
  const all = [perSecond, setupSeconds, lost, blocking];
  if (all.some((it) => !Number.isFinite(it) || it < 0) || lost > 1 || blocking > 1 || blocking === 0)
    return undefined;
  return {
    mode: pool.mode,
    traffic: {
      perSecond,
      setupSeconds,
      restSeconds: pool.restSeconds,
      holdSeconds: pool.holdSeconds,
      lostShare: lost,
    },
    goal: { blocking },
  };
};

/** How many numbers the pool needs, and how the share of blocked transfers falls with each further one. */
const SizingAdvisor = ({ pool, numbers }: { readonly pool: PoolView; readonly numbers: number }) => {
  const [entered, enter] = useState<Entered>(
    Object.fromEntries(fields.map(({ name, start }) => [name, start])) as Entered,
  );
  const request = requestOf(pool, entered);
  const sizing = useSizing(request);
  return (
    <section className="card" aria-labelledby="sizing">
      <h2 id="sizing">How many numbers are needed?</h2>
      <div className="toolbar">
        {fields.map(({ name, label }) => (
          <div key={name} className="field">
            <label htmlFor={name}>{label}</label>
            <input
              id={name}
              inputMode="decimal"
              value={entered[name]}
              onChange={({ target }) => enter({ ...entered, [name]: target.value })}
            />
          </div>
        ))}
      </div>
      {request === undefined && <p role="alert">Enter numbers of 0 or more, and a share above 0 %.</p>}
      {sizing.isError && <ErrorState error={sizing.error} retry={() => void sizing.refetch()} />}
      {sizing.data && (
        <>
          <p role="status">
            <strong>{sizing.data.advice.numbers} numbers</strong> for {sizing.data.advice.load.toFixed(1)}{' '}
            erlangs; this pool has {numbers}. Set the alarm at {sizing.data.advice.alarmAtPercent} % in use.
          </p>
          <ul>
            {sizing.data.advice.warnings.map((warning) => (
              <li key={warning} className="notice is-warning">
                {warning}
              </li>
            ))}
          </ul>
          <LogarithmicCurve
            caption="Share of transfers that find no free number, by the count of exclusive numbers (Erlang B)"
            rows={sizing.data.curve.map(({ numbers: x, blocking: y }) => ({ x, y }))}
            xTitle="numbers"
            yTitle="blocked"
            mark={{ x: sizing.data.advice.exclusive, title: 'advised' }}
          />
        </>
      )}
    </section>
  );
};

export default SizingAdvisor;
