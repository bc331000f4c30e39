import type { Forward } from '@dialplane/forwarding';
import { useState } from 'react';
import { compareChanges, type MergedField, mergeForwards } from './merge-forward';

type Fields = Omit<Forward, 'number'>;

type Props = {
  /** What was read before the change. */
  readonly base: Fields;
  readonly mine: Fields;
  /** Null: another person removed the forward. */
  readonly theirs: (Fields & { readonly version: number }) | null;
  /** Continues with a merged forward, which is not saved yet. */
  readonly take: (merged: Fields) => void;
  /** Discards my changes. */
  readonly takeTheirs: () => void;
};

const names: Readonly<Record<MergedField, string>> = {
  targets: 'Targets',
  callerId: 'Caller ID',
  greeting: 'Greeting',
  hours: 'Hours',
  blocked: 'Blocked callers',
  atEnd: 'If nobody answers',
};

/** Another person changed the forward during the edit. Shows both changes, and merges them. */
export const ConflictPanel = ({ base, mine, theirs, take, takeTheirs }: Props) => {
  const [chosenMine, setChosenMine] = useState<readonly MergedField[]>([]);
  if (theirs === null)
    return (
      <section className="card conflict" role="alert">
        <h2>Another person removed this forward</h2>
        <p>Your changes are still here. Saving them forwards the number again.</p>
        <div className="toolbar">
          <button type="button" className="is-primary" onClick={() => take(mine)}>
            Keep my changes
          </button>
          <button type="button" onClick={takeTheirs}>
            Discard my changes
          </button>
        </div>
      </section>
    );
  const merge = compareChanges(base, mine, theirs);
  const list = (fields: readonly MergedField[]) => fields.map((field) => names[field]).join(', ');
  return (
    <section className="card conflict" role="alert">
      <h2>Another person changed this forward: it now has version {theirs.version}</h2>
      {merge.onlyTheirs.length > 0 && (
        <p>Changed by the other person only, and taken from their version: {list(merge.onlyTheirs)}.</p>
      )}
      {merge.onlyMine.length > 0 && (
        <p>Changed by you only, and taken from your version: {list(merge.onlyMine)}.</p>
      )}
      {merge.conflicts.map((field) => (
        <fieldset key={field}>
          <legend>Changed by both: {names[field]}</legend>
          <Choice
            name={field}
            text="Theirs"
            value={theirs[field]}
            isChosen={!chosenMine.includes(field)}
            choose={() => setChosenMine(chosenMine.filter((it) => it !== field))}
          />
          <Choice
            name={field}
            text="Mine"
            value={mine[field]}
            isChosen={chosenMine.includes(field)}
            choose={() => setChosenMine([...chosenMine, field])}
          />
        </fieldset>
      ))}
      <div className="toolbar">
        <button
          type="button"
          className="is-primary"
          onClick={() => take(mergeForwards(mine, theirs, merge, chosenMine))}
        >
          Continue with the merge
        </button>
        <button type="button" onClick={takeTheirs}>
          Discard my changes
        </button>
      </div>
    </section>
  );
};

type ChoiceProps = {
  readonly name: string;
  readonly text: string;
  readonly value: unknown;
  readonly isChosen: boolean;
  readonly choose: () => void;
};

const Choice = ({ name, text, value, isChosen, choose }: ChoiceProps) => (
  <label className="choice">
    <input type="radio" name={`conflict-${name}`} checked={isChosen} onChange={choose} />
    <span>
      {text}
      <pre>{value === undefined ? 'none' : JSON.stringify(value, null, 1)}</pre>
    </span>
  </label>
);
