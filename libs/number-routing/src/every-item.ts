import { ok, type Result } from '@dialplane/basics';
import type { Page, InventoryPageRequest } from './inventory';
import type { ProviderFailure } from './number-provider';

/** The largest page that Chime allows (API reference, ListVoiceConnectors). */
const largestPage = 99;

/** All items of a list, from all of its pages. For short lists: it holds all of them in memory. */
export const everyItem = async <T>(
  pageOf: (page: InventoryPageRequest) => Promise<Result<Page<T>, ProviderFailure>>,
): Promise<Result<readonly T[], ProviderFailure>> => {
  const all: T[] = [];
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const page = await pageOf({ limit: largestPage, ...(next && { next }) });
    if (!page.ok) return page;
    all.push(...page.value.items);
    next = page.value.next;
  }
  return ok(all);
};
