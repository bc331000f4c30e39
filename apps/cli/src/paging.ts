import { ok, type Result } from '@dialplane/basics';
import { type Command, InvalidArgumentError } from 'commander';
import type { Client } from './client';
import { failed, type Failure, type CommandResult } from './command-result';
import { formatTable } from './table';

/** Which part of a list is wanted. */
export type PageFlags = { readonly next?: string; readonly limit?: number; readonly all?: boolean };

/** Adds the flags for paging to a command. */
export const withPageFlags = (command: Command): Command =>
  command
    .option('--limit <count>', 'rows on a page, 1 to 100 (default: 50)', readLimit)
    .option('--next <token>', 'the token of the next page')
    .option('--all', 'every page');

const readLimit = (text: string): number => {
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > 100)
    throw new InvalidArgumentError('expected a whole number from 1 to 100.');
  return Number(text);
};

/** A list of the API: its path, the field with the rows, and the columns to show. */
export type Listing<Row> = {
  readonly path: string;
  readonly key: string;
  /** The text for an empty list. */
  readonly none: string;
  /** Whether a cell compares its row with the older one. The last row of a page then needs the first row of the next page. */
  readonly comparesRows?: boolean;
  readonly columns: readonly (readonly [
    heading: string,
    cell: (row: Row, older: Row | undefined) => string,
  ])[];
};

/** Fetches one page of a list, or all pages, and shows it as a table. */
export const showList = async <Row>(
  api: Client,
  listing: Listing<Row>,
  flags: PageFlags,
): Promise<CommandResult> => {
  const fetched = await fetchRows(api, listing, flags);
  if (!fetched.ok) return fetched;
  const { rows, next } = fetched.value;
  const following =
    listing.comparesRows === true && next !== undefined
      ? await fetchRows(api, listing, { next, limit: 1 })
      : ok({ rows: [] });
  if (!following.ok) return following;
  const known = [...rows, ...following.value.rows];
  const headings = listing.columns.map(([heading]) => heading);
  const cells = rows.map((row, at) => listing.columns.map(([, cell]) => cell(row, known[at + 1])));
  return ok({
    json: { [listing.key]: rows, ...(next !== undefined && { next }) },
    text: (columns: number) => (rows.length > 0 ? formatTable(headings, cells, columns) : listing.none),
    ...(next !== undefined && { note: `There are more rows: use --next ${next} or --all` }),
  });
};

type Rows<Row> = { readonly rows: readonly Row[]; readonly next?: string };

const fetchRows = async <Row>(
  api: Client,
  listing: Listing<Row>,
  { next: from, limit, all }: PageFlags,
): Promise<Result<Rows<Row>, Failure>> => {
  const rows: Row[] = [];
  let next = from;
  do {
    const query = { limit: limit === undefined ? undefined : String(limit), next };
    const page = await api.ask<Readonly<Record<string, unknown>>>('GET', listing.path, { query });
    if (!page.ok) return page;
    const found = page.value.body[listing.key];
    if (!Array.isArray(found))
      return failed(
        'error',
        `Cannot read the response of ${api.url}: expected "${listing.key}". Is it Dialplane's API?`,
      );
    rows.push(...(found as Row[]));
    next = typeof page.value.body['next'] === 'string' ? page.value.body['next'] : undefined;
  } while (all && next !== undefined);
  return ok({ rows, ...(next !== undefined && { next }) });
};
