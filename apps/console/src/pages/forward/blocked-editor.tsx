import type { Issue } from '@dialplane/basics';
import { type KeyboardEvent, useState } from 'react';
import { plainNumber } from '../../parts/plain-number';
import { TextField } from '../../parts/text-field';
import { messageAt } from './issues';

type Props = {
  readonly blocked: readonly string[];
  readonly issues: readonly Issue[];
  readonly onChange: (blocked: readonly string[]) => void;
};

/** Callers who hear busy. */
export const BlockedEditor = ({ blocked, issues, onChange }: Props) => {
  const [caller, setCaller] = useState('');
  const add = () => {
    const number = plainNumber(caller);
    if (number === '') return;
    onChange([...blocked.filter((it) => it !== number), number]);
    setCaller('');
  };
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  const withheld = 'withheld';
  const general = messageAt(issues, 'blocked');
  return (
    <section className="card">
      <h2>Blocked callers</h2>
      <label className="check">
        <input
          type="checkbox"
          checked={blocked.includes(withheld)}
          onChange={({ target }) =>
            onChange([...blocked.filter((it) => it !== withheld), ...(target.checked ? [withheld] : [])])
          }
        />
        All callers who withhold their number
      </label>
      <ul className="chips">
        {blocked.map((number, index) => {
          const error = messageAt(issues, `blocked.${index}`);
          if (number === withheld) return undefined;
          return (
            <li key={number}>
              <span className="number">{number}</span>
              <button
                type="button"
                className="is-quiet"
                aria-label={`No longer block ${number}`}
                onClick={() => onChange(blocked.filter((it) => it !== number))}
              >
                Remove
              </button>
              {error && <span className="field-error">{error}</span>}
            </li>
          );
        })}
      </ul>
      <div className="toolbar" onKeyDown={addOnEnter}>
        <TextField
          label="Block this caller"
          value={caller}
          onChange={setCaller}
          inputMode="tel"
          placeholder="+12065550166"
        />
        <button type="button" onClick={add}>
          Block
        </button>
      </div>
      {general && <p className="field-error">The list {general}</p>}
    </section>
  );
};
