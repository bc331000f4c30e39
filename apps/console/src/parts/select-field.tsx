import { type ReactNode, useId } from 'react';

type Props<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly description?: ReactNode;
};

/** A choice of one of a few. It is the browser's own element, which every keyboard, screen reader and telephone knows. */
export const SelectField = <T extends string>({ label, value, onChange, options, description }: Props<T>) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value as T)}
        aria-describedby={description ? `${id}-hint` : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {description && (
        <span id={`${id}-hint`} className="hint">
          {description}
        </span>
      )}
    </div>
  );
};
