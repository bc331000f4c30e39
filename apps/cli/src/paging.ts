import { ok, type Result } from '@dialplane/basics';
import { type Command, InvalidArgumentError } from 'commander';
import type { Client } from './client';
import { failed, type Failure, type CommandResult } from './command-result';
import { formatTable } from './table';

/** How much of a list is wanted. */
export type PageFlags = { readonly next?: string; readonly limit?: number; readonly all?: boolean };

/** Gives a command the flags that say how much of a list is wanted. */
export const withPageFlags = (command: Command): Command =>
  command
    .option('--limit <count>', 'how many a page holds, 1 to 100 (default: 50)', readLimit)
    .option('--next <token>', 'go on where the page before ended')
    .option('--all', 'every page');

const readLimit = (text: string): number => {
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > 100)
    throw new InvalidArgumentError('expected a whole number from 1 to 100.');
  return Number(text);
};

/** A list of the API: where it is, under which name the rows stand, and how one is told to people. */
export type Listing<Row> = {
  readonly path: string;
  readonly key: string;
  /** What there is none of, when the list is empty. */
  readonly none: string;
  readonly columns: readonly (readonly [heading: string, cell: (row: Row) => string])[];
};

/** Fetches a page of a list, or all of them, and tells it as a table. */
export const showList = async <Row>(
  api: Client,
  listing: Listing<Row>,
  flags: PageFlags,
): Promise<CommandResult> => {
  const fetched = await fetchRows(api, listing, flags);
  if (!fetched.ok) return fetched;
  const { rows, next } = fetched.value;
  const headings = listing.columns.map(([heading]) => heading);
  const cells = rows.map((row) => listing.columns.map(([, cell]) => cell(row)));
  return ok({
    json: { [listing.key]: rows, ...(next !== undefined && { next }) },
    text: (columns: number) => (rows.length > 0 ? formatTable(headings, cells, columns) : listing.none),
    ...(next !== undefined && { note: `There is more: --next ${next}, or --all` }),
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
        'accident',
        `Cannot read the answer of ${api.url}: expected "${listing.key}". Is it Dialplane's API?`,
      );
    rows.push(...(found as Row[]));
    next = typeof page.value.body['next'] === 'string' ? page.value.body['next'] : undefined;
  } while (all && next !== undefined);
  return ok({ rows, ...(next !== undefined && { next }) });
};
