import { ok, type Result } from '@dialplane/basics';
import type { Page, InventoryPageRequest } from './inventory';
import type { ProviderFailure } from './number-provider';

/** The most that Chime puts on one page (API reference, ListVoiceConnectors). */
const wholePage = 99;

/** All of a list, page after page. For short lists: all of it is held at once. */
export const everyItem = async <T>(
  pageOf: (page: InventoryPageRequest) => Promise<Result<Page<T>, ProviderFailure>>,
): Promise<Result<readonly T[], ProviderFailure>> => {
  const all: T[] = [];
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const page = await pageOf({ limit: wholePage, ...(next && { next }) });
    if (!page.ok) return page;
    all.push(...page.value.items);
    next = page.value.next;
  }
  return ok(all);
};
