import { checkForward, type Forward, parseForward } from '@dialplane/forwarding';
import { type FormEvent, useState } from 'react';
import { useIsReal } from '../../api/config';
import { Dialog } from '../../parts/dialog';
import { Failure } from '../../parts/failure';
import { useNotify } from '../../parts/notices';
import { plainNumber } from '../../parts/plain-number';
import { TextField } from '../../parts/text-field';
import { type ListedNumberView, useForwardNumber } from './numbers-query';

type Props = { readonly number: ListedNumberView; readonly close: () => void };

/** Forwards a number to one phone. The page of the number has everything else. */
const ForwardDialog = ({ number: { number }, close }: Props) => {
  const [target, setTarget] = useState('');
  const isReal = useIsReal();
  const notify = useNotify();
  const forward = useForwardNumber(number);
  const error = wrongWith(number, plainNumber(target));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (error !== undefined) return;
    await forward.mutateAsync(plainNumber(target)).then(
      ({ response }) => {
        notify(
          response.status === 202
            ? `${number} is being moved. When the move is complete, calls to it ring ${plainNumber(target)}.`
            : `Calls to ${number} now ring ${plainNumber(target)}.`,
        );
        close();
      },
      () => undefined, // shown below
    );
  };
  return (
    <Dialog title={`Forward ${number}`} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <TextField
          label="Ring this phone"
          value={target}
          onChange={setTarget}
          autoFocus
          inputMode="tel"
          placeholder="+12065550142"
          error={target === '' ? undefined : error}
          description={
            isReal
              ? 'With the country code. This phone will really ring, and each call to it costs money.'
              : 'With the country code. In loopback no real phone rings.'
          }
        />
        <Failure error={forward.error} />
        <div className="actions">
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="is-primary" disabled={error !== undefined || forward.isPending}>
            Forward the number
          </button>
        </div>
      </form>
    </Dialog>
  );
};

/** What is wrong with forwarding a number to a target, by the rules of the API. Undefined: nothing. */
const wrongWith = (number: string, target: string): string | undefined => {
  const forward = {
    number,
    targets: [{ kind: 'phone', number: target }],
    callerId: 'caller',
    atEnd: 'apology',
  } satisfies { readonly [Field in keyof Forward]?: unknown };
  const parsed = parseForward(forward);
  const [first] = parsed.ok ? checkForward(parsed.value) : parsed.error;
  return first?.message;
};

export default ForwardDialog;
