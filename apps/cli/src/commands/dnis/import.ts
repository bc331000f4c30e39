import { fail, ok } from '@dialplane/basics';
import type { Failure, CommandResult } from '../../command-result';
import { readJsonFile, refuseFile } from '../../json-file';
import type { AddCommand, Session } from '../../session';
import { formatTable } from '../../table';
import type { ApiImport } from './api';

/** How many rows one request has. */
const atOnce = 500;

/** `dialplane dnis import` */
export const addImport: AddCommand = (parent, perform) => {
  parent
    .command('import')
    .description("import the numbers of the published sample's table; lists the rows that it cannot import")
    .argument('<file>', 'rows in JSON: a list, or what `aws dynamodb scan` prints')
    .action((file: string) => perform((session) => importFile(session, file)));
};

const importFile = async ({ api }: Session, file: string): Promise<CommandResult> => {
  const read = readJsonFile(file);
  if (!read.ok) return read;
  const rows = Array.isArray(read.value)
    ? read.value
    : (read.value as { readonly Items?: unknown } | null)?.Items;
  if (!Array.isArray(rows)) return refuseFile(file, 'expected a list of rows, or an object with "Items"');
  const imported: ApiImport['rows'][number][] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const answer = await api.ask<ApiImport>('POST', '/pools/import', {
      body: { rows: rows.slice(from, from + atOnce) },
    });
    if (!answer.ok) return answer;
    imported.push(...answer.value.body.rows.map((row) => ({ ...row, row: row.row + from })));
  }
  const refused = imported.filter(({ outcome }) => outcome === 'refused');
  if (refused.length > 0)
    return fail<Failure>({
      exit: 'refused',
      message: `Cannot import ${refused.length} of ${rows.length} rows; the others were imported`,
      issues: refused.map(({ row, because = '' }) => ({ path: `row ${row}`, message: because })),
    });
  const cells = imported.map(({ number = '', pool = '', outcome }) => [number, pool, outcome]);
  return ok({
    json: { rows: imported },
    text: (columns) => formatTable(['number', 'pool', 'outcome'], cells, columns),
  });
};
