import { ok, type Result } from '@dialplane/basics';
import { everyItem } from './every-item';
import type { Inventory, ListedConnector } from './inventory';
import type { ProviderFailure } from './number-provider';

/** A Voice Connector of the account; undefined if the account does not have it. */
export const findConnector = async (
  { connectors }: Inventory,
  connectorId: string,
): Promise<Result<ListedConnector | undefined, ProviderFailure>> => {
  const all = await everyItem(connectors);
  return all.ok ? ok(all.value.find(({ id }) => id === connectorId)) : all;
};
