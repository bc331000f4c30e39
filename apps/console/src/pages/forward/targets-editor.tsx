import type { Issue } from '@dialplane/basics';
import { TextField } from '../../parts/text-field';
import { type DraftTarget, emptyTarget } from './draft';
import { messageAt } from './issues';

type Props = {
  readonly title: string;
  /** Where these targets are in the forward, for what is wrong with them. */
  readonly path: string;
  readonly targets: readonly DraftTarget[];
  readonly issues: readonly Issue[];
  readonly onChange: (targets: readonly DraftTarget[]) => void;
};

/** The phones and trunks that ring, one after the other. */
export const TargetsEditor = ({ title, path, targets, issues, onChange }: Props) => {
  const change = (index: number, changed: Partial<DraftTarget>) =>
    onChange(targets.map((target, place) => (place === index ? { ...target, ...changed } : target)));
  const move = (from: number, to: number) => {
    const others = targets.filter((_, place) => place !== from);
    onChange([...others.slice(0, to), ...targets.slice(from, from + 1), ...others.slice(to)]);
  };
  const listError = messageAt(issues, path);
  return (
    <fieldset className="targets">
      <legend>{title}</legend>
      <ol>
        {targets.map((target, index) => (
          <li key={target.key}>
            <span className="place" aria-hidden="true">
              {index + 1}
            </span>
            <TargetFields
              target={target}
              name={`${title}, ${index + 1}`}
              issues={issues}
              path={`${path}.${index}`}
              onChange={(changed) => change(index, changed)}
            />
            <div className="toolbar">
              <button
                type="button"
                disabled={index === 0}
                aria-label={`Ring target ${index + 1} earlier`}
                onClick={() => move(index, index - 1)}
              >
                ↑
              </button>
              <button
                type="button"
                disabled={index === targets.length - 1}
                aria-label={`Ring target ${index + 1} later`}
                onClick={() => move(index, index + 1)}
              >
                ↓
              </button>
              <button
                type="button"
                aria-label={`Remove target ${index + 1}`}
                onClick={() => onChange(targets.filter((_, place) => place !== index))}
              >
                Remove
              </button>
            </div>
          </li>
        ))}
      </ol>
      {listError && (
        <p className="field-error" role="alert">
          {title} {listError}
        </p>
      )}
      <div className="toolbar">
        <button type="button" onClick={() => onChange([...targets, emptyTarget('phone')])}>
          Add a phone
        </button>
        <button type="button" onClick={() => onChange([...targets, emptyTarget('trunk')])}>
          Add a trunk
        </button>
      </div>
    </fieldset>
  );
};

type FieldsProps = {
  readonly target: DraftTarget;
  readonly name: string;
  readonly path: string;
  readonly issues: readonly Issue[];
  readonly onChange: (changed: Partial<DraftTarget>) => void;
};

const TargetFields = ({ target, name, path, issues, onChange }: FieldsProps) => {
  const at = (field: string) => messageAt(issues, `${path}.${field}`);
  return (
    <div className="target-fields" role="group" aria-label={name}>
      {target.kind === 'phone' ? (
        <TextField
          className="wide"
          label="Phone"
          value={target.number}
          onChange={(number) => onChange({ number })}
          error={at('number')}
          inputMode="tel"
          placeholder="+12065550142"
        />
      ) : (
        <>
          <TextField
            className="wide"
            label="Trunk"
            value={target.trunk}
            onChange={(trunk) => onChange({ trunk })}
            error={at('trunk')}
            placeholder="arn:aws:chime:us-east-1:111122223333:vc/abc"
          />
          <TextField
            label="User"
            value={target.user}
            onChange={(user) => onChange({ user })}
            error={at('user')}
            placeholder="desk"
          />
        </>
      )}
      <TextField
        className="short"
        label="Rings (s)"
        value={target.ringSeconds}
        onChange={(ringSeconds) => onChange({ ringSeconds })}
        error={at('ringSeconds')}
        inputMode="numeric"
      />
      <label className="check">
        <input
          type="checkbox"
          checked={target.confirm}
          onChange={({ target: box }) => onChange({ confirm: box.checked })}
        />
        Press 1 to accept
      </label>
      {Object.keys(target.headers).length > 0 && (
        <p className="hint">Sends the SIP headers {Object.keys(target.headers).join(', ')}.</p>
      )}
    </div>
  );
};
