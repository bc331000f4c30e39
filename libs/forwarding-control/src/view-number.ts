import type { StoredForward } from '@dialplane/forwarding';
import { ok, type Result } from '@dialplane/basics';
import type { InventoryPageRequest, ListedNumber, Page, ProviderFailure } from '@dialplane/number-routing';
import { isE164 } from '@dialplane/phone-numbers';
import type { ControlPlane } from './control-plane';
import { isFinished, type Operation } from './operation';

/** A number of the account, with its forward and its unfinished operation. */
export type NumberView = ListedNumber & {
  readonly forward?: StoredForward;
  readonly operation?: Operation;
};

/** One page of the account's numbers, with their forwards. */
export const viewNumbers = async (
  control: ControlPlane,
  page: InventoryPageRequest,
): Promise<Result<Page<NumberView>, ProviderFailure>> => {
  const listed = await control.inventory.numbers(page);
  if (!listed.ok) return listed;
  const items = await Promise.all(listed.value.items.map((number) => viewOf(control, number)));
  return ok({ ...listed.value, items });
};

/** One number of the account; undefined if the account does not have it. */
export const viewNumber = async (
  control: ControlPlane,
  number: string,
): Promise<Result<NumberView | undefined, ProviderFailure>> => {
  const found = await control.inventory.number(number);
  if (!found.ok) return found;
  return ok(found.value && (await viewOf(control, found.value)));
};

const viewOf = async ({ forwards, operations }: ControlPlane, listed: ListedNumber): Promise<NumberView> => {
  if (!isE164(listed.number)) return listed;
  const [forward, operation] = await Promise.all([
    forwards.find(listed.number),
    operations.find(listed.number),
  ]);
  return {
    ...listed,
    ...(forward && { forward }),
    ...(operation && !isFinished(operation) && { operation }),
  };
};
