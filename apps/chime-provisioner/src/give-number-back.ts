import type { Routing } from '@dialplane/number-routing';
import { lookAt } from './buy-number';
import type { NumberPorts } from './number-ports';
import { presence } from './number-status';
import { describeFailure, growing, notYet } from './patience';
import { placeStillThere } from './place-still-there';
import type { ProvidedNumber } from './provided-number';
import type { NumberRequest } from './request';
import { settleNumber } from './settle-number';
import { forget, writeDown } from './write-down';

/**
 * What became of a number. `returned`: it is as it was before it was adopted. `unassigned`: the place that it came from is
 * gone, so it is nowhere. `kept`: it was ordered, and stays in the account, nowhere. `released`: it was given back to the
 * provider. `gone`: there was nothing to undo.
 */
export type DeleteResult = { readonly outcome: 'returned' | 'unassigned' | 'kept' | 'released' | 'gone' };

/**
 * Undoes a number, as Terraform's delete. Succeeds where there is none.
 * @throws if it cannot be done, or not yet
 */
export const deleteNumber = async (
  ports: NumberPorts,
  { name, onDestroy }: Pick<NumberRequest, 'name' | 'onDestroy'>,
): Promise<DeleteResult> => {
  const found = await ports.provided.find(name);
  return found ? giveNumberBack(ports, { ...found, onDestroy }) : { outcome: 'gone' };
};

/** Undoes whatever was done for a number, and forgets it. Done again, it goes on from wherever it stopped. */
export const giveNumberBack = async (ports: NumberPorts, found: ProvidedNumber): Promise<DeleteResult> => {
  const mine = await writeDown(ports, found, { status: 'leaving' });
  const outcome = mine.source.kind === 'adopt' ? await putBack(ports, mine) : await leave(ports, mine);
  await forget(ports, mine);
  return { outcome };
};

const putBack = async (ports: NumberPorts, mine: ProvidedNumber): Promise<DeleteResult['outcome']> => {
  const { before } = mine;
  if (!before || !(await hasArrived(ports, mine))) return 'gone';
  const back = await placeStillThere(ports, before.routing);
  await settleNumber(ports, mine, back, before.name ?? '');
  return back === before.routing ? 'returned' : 'unassigned';
};

const leave = async (ports: NumberPorts, mine: ProvidedNumber): Promise<DeleteResult['outcome']> => {
  if (!(await hasArrived(ports, mine))) return 'gone';
  await settleNumber(ports, mine, nowhere(mine), mine.name);
  if (mine.onDestroy === 'keep') return 'kept';
  await release(ports, mine);
  return 'released';
};

/** Releases a number until it is seen to be gone: a "not found" on the way may be wrong. */
const release = async (ports: NumberPorts, mine: ProvidedNumber): Promise<void> => {
  const what = `release the number "${mine.name}"`;
  for (const seconds of growing()) {
    const released = await ports.market.release(mine.number);
    if (!released.ok && released.error.kind === 'permanent')
      throw new Error(`Cannot ${what}: ${describeFailure(released.error)}`);
    if (!(await hasArrived(ports, mine))) return;
    if (!(await ports.pause(seconds)))
      throw notYet(what, released.ok ? 'it is still there' : describeFailure(released.error));
  }
};

/** Whether there is a number to give back. Waits for one that is on its way: only what has arrived can be. */
const hasArrived = async (ports: NumberPorts, mine: ProvidedNumber): Promise<boolean> => {
  const seconds = growing();
  for (;;) {
    const arrival = arrivalOf(mine, await lookAt(ports, mine));
    // The one that is stuck cannot be moved, which says why.
    if (arrival !== 'arriving') return arrival !== 'gone';
    if (!(await ports.pause(seconds.next().value)))
      throw notYet(`give back the number "${mine.name}"`, 'its order is being processed');
  }
};

const arrivalOf = (
  { acquired }: ProvidedNumber,
  { status, orders }: Awaited<ReturnType<typeof lookAt>>,
): ReturnType<typeof presence> => {
  if (status !== undefined) return presence(status);
  const ordered = orders === 'open' || orders === 'successful';
  return ordered && !acquired ? 'arriving' : 'gone';
};

/** As it is used now: there is no need to change its type on the way out. */
const nowhere = ({ wanted }: ProvidedNumber): Routing => ({
  kind: 'nothing',
  productType: wanted.kind === 'nothing' ? wanted.productType : 'VoiceConnector',
});
