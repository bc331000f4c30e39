import type { ReactNode } from 'react';
import { Dialog } from './dialog';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button that confirms says. */
  readonly action: string;
  readonly confirm: () => void;
  readonly close: () => void;
};

/** Asks before something that rings real phones or costs money. */
const ConfirmDialog = ({ title, children, action, confirm, close }: Props) => (
  <Dialog title={title} close={close}>
    {children}
    <div className="actions">
      <button type="button" onClick={close}>
        Cancel
      </button>
      <button
        type="button"
        className="is-primary"
        onClick={() => {
          close();
          confirm();
        }}
      >
        {action}
      </button>
    </div>
  </Dialog>
);

export default ConfirmDialog;
