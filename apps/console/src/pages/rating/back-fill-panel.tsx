import { useState } from 'react';
import { useNotify } from '../../parts/notices';
import { StatusLabel, type StatusTone } from '../../parts/status-label';
import { describeMoney } from './describe-money';
import { type BackFill, useBackFills, useStartBackFill } from './rating-query';

const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** Starts a back-fill, and shows how far it is. A run replaces the published one only when it is complete. */
export const BackFillPanel = () => {
  const [from, setFrom] = useState(yesterday);
  const [to, setTo] = useState(yesterday);
  const start = useStartBackFill();
  const notify = useNotify();
  const { data: fills = [] } = useBackFills();
  const [latest] = fills;
  const isRunning = latest?.state === 'running';
  return (
    <section className="card" aria-labelledby="back-fill">
      <h2 id="back-fill">Back-fill</h2>
      <p>Rates each day again, with the current records and prices. The result replaces the published run.</p>
      <form
        className="toolbar"
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate({ from, to }, { onError: ({ message }) => notify(message, 'error') });
        }}
      >
        <Day label="First day" value={from} onChange={setFrom} />
        <Day label="Last day" value={to} onChange={setTo} />
        <button type="submit" className="is-primary" disabled={isRunning || start.isPending}>
          Start the back-fill
        </button>
      </form>
      {latest && <Progress fill={latest} />}
    </section>
  );
};

type DayProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const Day = ({ label, value, onChange }: DayProps) => (
  <div className="field">
    <label htmlFor={label}>{label}</label>
    <input id={label} type="date" required value={value} onChange={({ target }) => onChange(target.value)} />
  </div>
);

const tones: Readonly<Record<BackFill['windows'][number]['state'], StatusTone>> = {
  waiting: 'quiet',
  running: 'busy',
  published: 'good',
  refused: 'bad',
  empty: 'quiet',
};

const Progress = ({ fill }: { readonly fill: BackFill }) => {
  const done = fill.windows.reduce((sum, { progress }) => sum + progress, 0);
  return (
    <div role="status">
      <label className="progress">
        {fill.state === 'running' ? 'Rating' : fill.state === 'done' ? 'Done' : 'Failed'}
        <progress value={done} max={fill.windows.length} />
      </label>
      <ul>
        {fill.windows.map(({ window, state, reason, difference }) => (
          <li key={window}>
            {window} <StatusLabel tone={tones[state]}>{state}</StatusLabel> {reason}
            {difference &&
              (difference.records === 0
                ? 'the same costs as before'
                : `${difference.records} records differ, by ${describeMoney(difference.difference)}`)}
          </li>
        ))}
      </ul>
    </div>
  );
};
