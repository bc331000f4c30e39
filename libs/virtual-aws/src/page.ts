/** One page of a list, in the words of the API. */
export type PageRequest = {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
};

/**
 * A function that returns one page of a list, in the order of the items' keys: so nothing is shown twice or left out
 * when items are added or removed between two pages.
 *
 * @param refuse the service's error for a token that it did not give
 */
export const pager =
  (refuse: (message: string) => Error) =>
  <T>(
    items: readonly T[],
    keyOf: (item: T) => string,
    { MaxResults = 100, NextToken }: PageRequest,
  ): { readonly page: readonly T[]; readonly NextToken?: string } => {
    const after = NextToken === undefined ? undefined : keyIn(NextToken);
    if (after === false)
      throw refuse(`Cannot continue from the token "${NextToken}": expected the NextToken of an answer`);
    const rest = items
      .map((item) => ({ item, key: keyOf(item) }))
      .filter(({ key }) => after === undefined || key > after)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const shown = rest.slice(0, MaxResults);
    const last = shown.at(-1);
    return {
      page: shown.map(({ item }) => item),
      ...(last && rest.length > shown.length && { NextToken: tokenOf(last.key) }),
    };
  };

const mark = 'after:';

const tokenOf = (key: string): string => Buffer.from(`${mark}${key}`).toString('base64url');

/** false: not one of our tokens. */
const keyIn = (token: string): string | false => {
  const text = Buffer.from(token, 'base64url').toString();
  return text.startsWith(mark) && text.slice(mark.length);
};
