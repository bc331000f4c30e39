import { ok, type Result } from '@dialplane/kernel';
import type { Inventory, ListedConnector } from './inventory';
import type { Setback } from './number-provider';

/** The most that Chime puts on one page (API reference, ListVoiceConnectors). */
const wholePage = 99;

/** Looks for a Voice Connector in the account; undefined if it is not there. */
export const findConnector = async (
  { connectors }: Inventory,
  connectorId: string,
): Promise<Result<ListedConnector | undefined, Setback>> => {
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const page = await connectors({ limit: wholePage, ...(next && { next }) });
    if (!page.ok) return page;
    const found = page.value.items.find(({ id }) => id === connectorId);
    if (found) return ok(found);
    next = page.value.next;
  }
  return ok(undefined);
};
