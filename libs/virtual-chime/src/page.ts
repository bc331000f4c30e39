import { badRequest } from './http/chime-error';

/** One page of a list, in the words of the API. */
export type PageRequest = {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
};

/**
 * One page of the items, in the order of their keys: so nothing is shown twice or left out when others come and go
 * between two pages.
 *
 * @throws ChimeError for a token that is not one of ours
 */
export const pageOf = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { MaxResults = 100, NextToken }: PageRequest,
): { readonly page: readonly T[]; readonly NextToken?: string } => {
  const after = NextToken === undefined ? undefined : keyIn(NextToken);
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

const keyIn = (token: string): string => {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(mark))
    throw badRequest(`Cannot go on from the token "${token}": expected the NextToken of an answer`);
  return text.slice(mark.length);
};
