import { Dialog } from '../../parts/dialog';
import { Failure } from '../../parts/failure';
import { useNotify } from '../../parts/notices';
import { useRelease } from './dnis-pools-query';

type Props = {
  readonly pool: string;
  readonly number: string;
  readonly reservation: string;
  readonly close: () => void;
};

/** Asks before a reservation is ended, since a call that is on its way then gets no context. */
const ReleaseDialog = ({ pool, number, reservation, close }: Props) => {
  const release = useRelease(pool);
  const notify = useNotify();
  return (
    <Dialog title={`Release ${number}?`} close={close}>
      <p>
        The reservation ends and its context is erased. If its call is still on its way, the agent sees no
        context. The number rests, and is then lent again.
      </p>
      <Failure error={release.error} />
      <div className="actions">
        <button type="button" onClick={close}>
          Cancel
        </button>
        <button
          type="button"
          className="is-danger"
          disabled={release.isPending}
          onClick={() =>
            release.mutate(reservation, {
              onSuccess: () => {
                notify(`${number} is released.`);
                close();
              },
            })
          }
        >
          Release the number
        </button>
      </div>
    </Dialog>
  );
};

export default ReleaseDialog;
