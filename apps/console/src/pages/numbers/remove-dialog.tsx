import { type FormEvent, useState } from 'react';
import { Dialog } from '../../parts/dialog';
import { Failure } from '../../parts/failure';
import { useNotify } from '../../parts/notices';
import { SelectField } from '../../parts/select-field';
import { type ListedNumberView, useRemoveForward, type VoiceConnectorView } from './numbers-query';

type Props = {
  readonly number: ListedNumberView;
  readonly connectors: readonly VoiceConnectorView[];
  readonly close: () => void;
};

const back = 'back';

/** Removes the forward of a number, and says where its calls go from then on. */
const RemoveDialog = ({ number, connectors, close }: Props) => {
  const [to, setTo] = useState<string>(back);
  const notify = useNotify();
  const remove = useRemoveForward(number);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await remove.mutateAsync(to === back ? undefined : to).then(
      ({ response }) => {
        notify(
          response.status === 202
            ? `${number.number} is being moved. When the move is complete, its forward is removed.`
            : `The forward of ${number.number} is removed.`,
        );
        close();
      },
      () => undefined, // shown below
    );
  };
  return (
    <Dialog title={`Remove the forward of ${number.number}`} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <SelectField
          label="Where calls go afterwards"
          value={to}
          onChange={setTo}
          options={[
            { value: back, text: 'Where they went before the forward' },
            ...connectors.map(({ id, name }) => ({ value: id, text: `Voice Connector ${name}` })),
            { value: 'nowhere', text: 'Nowhere: callers hear that the number is not in service' },
          ]}
          description="Calls in progress are not affected."
        />
        <Failure error={remove.error} />
        <div className="actions">
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="is-danger" disabled={remove.isPending}>
            Remove the forward
          </button>
        </div>
      </form>
    </Dialog>
  );
};

export default RemoveDialog;
