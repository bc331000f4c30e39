import type { Routing } from '@dialplane/number-routing';
import { purchaseStatus } from './buy-number';
import type { NumberPorts } from './number-ports';
import { presence } from './number-status';
import { describeFailure, backOffSeconds, applyAgain } from './retry';
import { existingOrigin } from './existing-origin';
import type { ProvidedNumber } from './provided-number';
import type { NumberRequest } from './request';
import { moveAndName } from './move-and-name';
import { deleteRecord, saveRecord } from './save-record';

/**
 * The result of a delete. `returned`: it is as it was before it was adopted. `unassigned`: its origin no longer exists, so it is
 * attached to nothing. `kept`: it was ordered and stays in the account, attached to nothing. `released`: it was released at the
 * provider. `gone`: there was nothing to undo.
 */
export type DeleteResult = { readonly outcome: 'returned' | 'unassigned' | 'kept' | 'released' | 'gone' };

/**
 * Terraform's delete of a number. Succeeds if the number does not exist.
 * @throws if it cannot be done, or not yet
 */
export const deleteNumber = async (
  ports: NumberPorts,
  { name, onDestroy }: Pick<NumberRequest, 'name' | 'onDestroy'>,
): Promise<DeleteResult> => {
  const found = await ports.provided.find(name);
  return found ? undoNumber(ports, { ...found, onDestroy }) : { outcome: 'gone' };
};

/** Undoes what was done for a number, and deletes its record. Repeating it resumes an unfinished delete. */
export const undoNumber = async (ports: NumberPorts, found: ProvidedNumber): Promise<DeleteResult> => {
  const mine = await saveRecord(ports, found, { status: 'leaving' });
  const outcome =
    mine.source.kind === 'adopt' ? await restoreAdopted(ports, mine) : await removeOrdered(ports, mine);
  await deleteRecord(ports, mine);
  return { outcome };
};

const restoreAdopted = async (ports: NumberPorts, mine: ProvidedNumber): Promise<DeleteResult['outcome']> => {
  const { before } = mine;
  if (!before || !(await hasArrived(ports, mine))) return 'gone';
  const back = await existingOrigin(ports, before.routing);
  await moveAndName(ports, mine, back, before.name ?? '');
  return back === before.routing ? 'returned' : 'unassigned';
};

const removeOrdered = async (ports: NumberPorts, mine: ProvidedNumber): Promise<DeleteResult['outcome']> => {
  if (!(await hasArrived(ports, mine))) return 'gone';
  await moveAndName(ports, mine, toNothing(mine), mine.name);
  if (mine.onDestroy === 'keep') return 'kept';
  await release(ports, mine);
  return 'released';
};

/** Releases a number and repeats that until the provider shows it as gone: a single "not found" may be wrong. */
const release = async (ports: NumberPorts, mine: ProvidedNumber): Promise<void> => {
  const what = `release the number "${mine.name}"`;
  for (const seconds of backOffSeconds()) {
    const released = await ports.market.release(mine.number);
    if (!released.ok && released.error.kind === 'permanent')
      throw new Error(`Cannot ${what}: ${describeFailure(released.error)}`);
    if (!(await hasArrived(ports, mine))) return;
    if (!(await ports.wait(seconds)))
      throw applyAgain(what, released.ok ? 'it is still there' : describeFailure(released.error));
  }
};

/** Whether there is a number to undo. Waits for one that is being acquired, because only then it can be released. */
const hasArrived = async (ports: NumberPorts, mine: ProvidedNumber): Promise<boolean> => {
  const seconds = backOffSeconds();
  for (;;) {
    const arrival = arrivalOf(mine, await purchaseStatus(ports, mine));
    // A stuck number cannot be moved; the error of the move says why.
    if (arrival !== 'arriving') return arrival !== 'gone';
    if (!(await ports.wait(seconds.next().value)))
      throw applyAgain(`delete the number "${mine.name}"`, 'its order is being processed');
  }
};

const arrivalOf = (
  { acquired }: ProvidedNumber,
  { status, orders }: Awaited<ReturnType<typeof purchaseStatus>>,
): ReturnType<typeof presence> => {
  if (status !== undefined) return presence(status);
  const ordered = orders === 'open' || orders === 'successful';
  return ordered && !acquired ? 'arriving' : 'gone';
};

/** With its present product type, so that no change of type is needed. */
const toNothing = ({ wanted }: ProvidedNumber): Routing => ({
  kind: 'nothing',
  productType: wanted.kind === 'nothing' ? wanted.productType : 'VoiceConnector',
});
