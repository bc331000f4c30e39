import { type ReactNode, useEffect } from 'react';

type Props = {
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons at the right. */
  readonly actions?: ReactNode;
};

/** The heading of a page. It is also the title of the browser's tab. */
export const PageHeader = ({ title, description, actions }: Props) => {
  useEffect(() => {
    document.title = `${title} · Dialplane`;
  }, [title]);
  return (
    <div className="page-header">
      <div>
        <h1>{title}</h1>
        {description && <p>{description}</p>}
      </div>
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
};
