import { ok, type Result } from '@dialplane/basics';
import { everyItem } from './every-item';
import type { Inventory, ListedConnector } from './inventory';
import type { ProviderFailure } from './number-provider';

/** Looks for a Voice Connector in the account; undefined if it is not there. */
export const findConnector = async (
  { connectors }: Inventory,
  connectorId: string,
): Promise<Result<ListedConnector | undefined, ProviderFailure>> => {
  const all = await everyItem(connectors);
  return all.ok ? ok(all.value.find(({ id }) => id === connectorId)) : all;
};
