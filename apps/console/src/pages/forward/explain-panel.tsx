import { epochSeconds } from '@dialplane/basics';
import { type Forward, route, type RouteReason } from '@dialplane/forwarding';
import { callerOf } from '@dialplane/phone-numbers';
import { type FormEvent, useState } from 'react';
import { Failure } from '../../parts/failure';
import { plainNumber } from '../../parts/plain-number';
import { TextField } from '../../parts/text-field';
import { type ExplanationView, useExplain } from './forward-query';
import { localTime } from './local-time';

type Props = {
  readonly number: string;
  /** The forward with changes that are not saved. Undefined: there are none, or they are wrong. */
  readonly unsaved: Forward | undefined;
};

/** Answers "what would happen to a call from X at T, and why?". No phone rings. */
export const ExplainPanel = ({ number, unsaved }: Props) => {
  const [from, setFrom] = useState('');
  const [at, setAt] = useState(() => localTime());
  const explain = useExplain();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const time = new Date(at);
    explain.mutate({
      from: plainNumber(from),
      to: number,
      ...(!Number.isNaN(time.getTime()) && { at: time.toISOString() }),
    });
  };
  return (
    <section className="card">
      <h2>What would happen?</h2>
      <form className="explain" onSubmit={ask}>
        <TextField
          label="To a call from"
          value={from}
          onChange={setFrom}
          inputMode="tel"
          placeholder="+12065550199 or withheld"
        />
        <div className="field">
          <label htmlFor="explain-at">At (local time of this computer)</label>
          <input
            id="explain-at"
            type="datetime-local"
            value={at}
            onChange={({ target }) => setAt(target.value)}
          />
        </div>
        <button type="submit" disabled={from === '' || explain.isPending}>
          Explain
        </button>
      </form>
      <div aria-live="polite">
        <Failure error={explain.error} />
        {explain.data && <Answer explanation={explain.data} unsaved={unsaved} />}
      </div>
    </section>
  );
};

type AnswerProps = { readonly explanation: ExplanationView; readonly unsaved: Forward | undefined };

const Answer = ({ explanation, unsaved }: AnswerProps) => {
  const { sentence, because, version, nextChange, targets } = explanation;
  return (
    <div className="explanation">
      <p>
        <strong>{sentence}</strong>
      </p>
      <dl>
        <dt>Deciding rule</dt>
        <dd>{ruleNames[because]}</dd>
        {version !== undefined && (
          <>
            <dt>Version of the forward</dt>
            <dd>{version}</dd>
          </>
        )}
        {targets.length > 0 && (
          <>
            <dt>Rings</dt>
            <dd>{targets.map(nameOf).join(', then ')}</dd>
          </>
        )}
        {nextChange !== undefined && (
          <>
            <dt>The hours next change</dt>
            <dd>{new Date(nextChange).toLocaleString()}</dd>
          </>
        )}
      </dl>
      {unsaved && <p className="notice is-warning">{withUnsaved(unsaved, explanation)}</p>}
    </div>
  );
};

/** The same call, decided by the same function as on the server, with the changes that are not saved. */
const withUnsaved = (unsaved: Forward, { from, number, at }: ExplanationView): string => {
  const call = { dialled: number, from: callerOf(from, number), diversions: [] };
  const { targets, because } = route(unsaved, call, epochSeconds(new Date(at)));
  const rings = targets.length > 0 ? `it rings ${targets.map(nameOf).join(', then ')}` : 'no phone rings';
  return `With your unsaved changes, ${rings}. The rule that decides: ${ruleNames[because]}`;
};

const nameOf = (target: ExplanationView['targets'][number]): string =>
  target.kind === 'phone' ? target.number : `${target.user} at the trunk`;

const ruleNames: Readonly<Record<RouteReason, string>> = {
  'emergency-call': 'Emergency calls are always put through.',
  'emergency-caller': 'Calls from emergency services are always put through.',
  open: 'The number is open.',
  'outside-hours': 'It is outside the hours of the forward.',
  'no-forward': 'The number has no forward.',
  blocked: 'The caller is blocked.',
  loop: 'The call would be forwarded in a loop.',
  'no-other-target': 'The only targets are the caller and the number dialled.',
};
