import { addedOrWhyNot, type DnisPools, readSampleRow } from '@dialplane/dnis-pool';
import { Hono } from 'hono';
import { only, type SignedInClient } from '../client';
import { problem } from '@dialplane/http-api';

/** The outcome of one row. */
type Imported = {
  readonly row: number;
  readonly number?: string;
  readonly pool?: string;
  readonly outcome: 'added' | 'already-there' | 'refused';
  readonly because?: string;
};

/** How many rows one request may bring. */
const mostRows = 1_000;

/** Takes over rows of the published sample's table. Each row is in the answer, so that none is lost silently. */
export const importRoutes = (dnis: DnisPools): Hono<SignedInClient> => {
  const app = new Hono<SignedInClient>();
  const { store, pools, now } = dnis;

  const importRow = async (row: unknown, at: number): Promise<Imported> => {
    const read = readSampleRow(row, pools, now());
    if (!read.ok) return { row: at, outcome: 'refused', because: read.error };
    const { number, pool, freeAt } = read.value;
    const added = addedOrWhyNot(
      await store.add(pool.name, number, pool.mode, now(), { freeAt, keepMode: true }),
    );
    return added.ok
      ? { row: at, number, pool: pool.name, outcome: added.value }
      : { row: at, number, pool: pool.name, outcome: 'refused', because: added.error };
  };

  app.post('/', only('mayAdminister'), async (context) => {
    const body = (await context.req.json()) as { readonly rows?: unknown } | null;
    const rows = body?.rows;
    if (!Array.isArray(rows) || rows.length > mostRows)
      return problem(context, 422, `Cannot import: expected "rows", a list of at most ${mostRows} rows`);
    const imported: Imported[] = [];
    for (const [at, row] of rows.entries()) imported.push(await importRow(row, at));
    const count = (outcome: Imported['outcome']) => imported.filter((it) => it.outcome === outcome).length;
    return context.json({
      rows: imported,
      counts: {
        rows: rows.length,
        added: count('added'),
        alreadyThere: count('already-there'),
        refused: count('refused'),
      },
    });
  });

  return app;
};
