import { invalidParameter } from './twilio-error';

/** The paging parameters of a list request, with the API's names. */
export type TwilioPageRequest = {
  readonly PageSize?: number | undefined;
  readonly Page?: number | undefined;
  readonly PageToken?: string | undefined;
};

/** Twilio's default and maximum page sizes (docs, "REST API: Twilio's Response"). */
const usualSize = 50;

/**
 * One page of a list in the format of the 2010 API. A page starts after the item that its token names, so no item appears twice
 * if others are added between two pages.
 */
export const twilioPageOf = <T extends { readonly sid?: unknown; readonly date_created?: unknown }>(
  key: string,
  items: readonly T[],
  url: URL,
  { PageSize: size = usualSize, Page: page = 0, PageToken: token }: TwilioPageRequest,
): object => {
  const from = token === undefined ? page * size : placeBehind(items, token);
  const shown = items.slice(from, from + size);
  const last = shown.at(-1);
  const more = last !== undefined && from + size < items.length;
  return {
    [key]: shown,
    page,
    page_size: size,
    start: from,
    end: Math.max(from, from + shown.length - 1),
    uri: `${url.pathname}${url.search}`,
    first_page_uri: uriOf(url, size, 0),
    previous_page_uri: page > 0 ? uriOf(url, size, page - 1) : null,
    next_page_uri: more ? uriOf(url, size, page + 1, `PA${String(last.sid)}`) : null,
  };
};

const placeBehind = (items: readonly { readonly sid?: unknown }[], token: string): number => {
  const at = items.findIndex(({ sid }) => `PA${String(sid)}` === token);
  if (at < 0) throw invalidParameter(`Cannot continue from the PageToken "${token}"`);
  return at + 1;
};

const uriOf = (url: URL, size: number, page: number, token?: string): string => {
  const query = new URLSearchParams(url.searchParams);
  query.set('PageSize', String(size));
  query.set('Page', String(page));
  if (token === undefined) query.delete('PageToken');
  else query.set('PageToken', token);
  return `${url.pathname}?${query}`;
};
