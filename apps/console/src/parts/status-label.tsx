import type { ReactNode } from 'react';

export type StatusTone = 'good' | 'busy' | 'bad' | 'quiet';

/** A word about a state. The tone only adds colour: the word alone says it all. */
export const StatusLabel = ({
  tone,
  children,
}: {
  readonly tone: StatusTone;
  readonly children: ReactNode;
}) => (
  <span className={`status is-${tone}`} title={typeof children === 'string' ? children : undefined}>
    {children}
  </span>
);
