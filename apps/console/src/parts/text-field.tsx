import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: ReactNode;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
  readonly type?: HTMLInputTypeAttribute;
  readonly inputMode?: 'tel' | 'numeric' | 'text';
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly className?: string;
  readonly isLabelHidden?: boolean;
};

/** A field with its label, a hint, and what is wrong with it. Screen readers read all three. */
export const TextField = ({
  label,
  value,
  onChange,
  description,
  error,
  type = 'text',
  inputMode,
  autoFocus = false,
  placeholder,
  className = '',
  isLabelHidden = false,
}: Props) => (
  <AriaTextField
    className={`field ${className}`}
    value={value}
    onChange={onChange}
    isInvalid={error !== undefined}
    autoFocus={autoFocus}
    type={type}
    {...(isLabelHidden && { 'aria-label': label })}
  >
    {!isLabelHidden && <Label>{label}</Label>}
    <Input
      autoComplete="off"
      spellCheck={false}
      {...(inputMode && { inputMode })}
      {...(placeholder !== undefined && { placeholder })}
    />
    {description && (
      <Text slot="description" className="hint">
        {description}
      </Text>
    )}
    <FieldError className="field-error">{error}</FieldError>
  </AriaTextField>
);
