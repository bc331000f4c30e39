type Page<T> = { readonly items: readonly T[]; readonly next?: string | undefined };

/** Every item of a paged list: asks for page after page. */
export const allPages = async <T>(
  pageAfter: (next: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> => {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const page = await pageAfter(next);
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return items;
};
