import { type EpochSeconds, isoTime } from '@dialplane/basics';
import {
  addedOrWhyNot,
  callerKeyOf,
  type DnisPools,
  type Pool,
  type PoolNumber,
  stateOf,
  writeReservationReference,
} from '@dialplane/dnis-pool';
import { type E164, isE164 } from '@dialplane/phone-numbers';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { only, type SignedInClient } from '../client';
import { problem, readPage, writeNext } from '@dialplane/http-api';
import { noSuchPool, poolNamed } from '../pool-named';
import { readBody } from '../read-body';
import { reservationView } from '../reservation-view';

const wanted = v.strictObject({ mode: v.exactOptional(v.picklist(['exclusive', 'composite'])) });

/** The numbers of a pool: list them with their use, add one, retire one. */
export const poolNumberRoutes = (dnis: DnisPools): Hono<SignedInClient> => {
  const app = new Hono<SignedInClient>();
  const { store, now } = dnis;

  app.get('/:pool/numbers', async (context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    if (!pool) return noSuchPool(context, dnis);
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const { limit, next: after } = page.value;
    const listed = await store.list(pool.name, now(), after as E164 | undefined, limit);
    return context.json({
      numbers: listed.numbers.map((number) => ({
        ...view(number, now()),
        ...(context.get('client').mayAdminister && { reservations: reservationsOf(pool, number, now()) }),
      })),
      ...writeNext(listed.next),
    });
  });

  app.put('/:pool/numbers/:number', only('mayAdminister'), async (context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    if (!pool) return noSuchPool(context, dnis);
    const number = context.req.param('number');
    if (!isE164(number)) return noNumber(context, number);
    const text = await context.req.text();
    const read = readBody(wanted, text ? JSON.parse(text) : {});
    if (!read.ok)
      return problem(context, 422, 'Cannot add a number: every rule below must hold', { issues: read.error });
    const { mode } = read.value;
    const added = addedOrWhyNot(
      await store.add(pool.name, number, mode ?? pool.mode, now(), { keepMode: mode === undefined }),
    );
    if (!added.ok)
      return problem(context, 409, `Cannot add "${number}" to the pool "${pool.name}": ${added.error}`);
    const outcome = added.value;
    return context.json({ number, pool: pool.name, outcome }, outcome === 'added' ? 201 : 200);
  });

  app.delete('/:pool/numbers/:number', only('mayAdminister'), async (context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    if (!pool) return noSuchPool(context, dnis);
    const number = context.req.param('number');
    if (!isE164(number)) return noNumber(context, number);
    const outcome = await store.retire(pool.name, number, now());
    if (outcome === 'no-such-number')
      return problem(context, 404, `Cannot find "${number}" in the pool "${pool.name}"`);
    return context.json({ number, pool: pool.name, outcome });
  });

  return app;
};

const view = ({ number, mode, retired, slots }: PoolNumber, now: EpochSeconds) => {
  const [slot] = slots;
  return {
    number,
    mode,
    retired,
    ...(mode === 'composite'
      ? { state: slots.length > 0 ? 'in use' : 'free', inUse: slots.length }
      : {
          state: slot ? stateOf(slot, now) : 'free',
          inUse: slot && stateOf(slot, now) !== 'free' ? 1 : 0,
          ...(slot && { freeAt: isoTime(slot.freeAt) }),
        }),
  };
};

/** The reservations that hold a number, with the references by which an operator may release them. */
const reservationsOf = (pool: Pool, { number, mode, slots }: PoolNumber, now: EpochSeconds) =>
  slots.flatMap(({ reservation }) => {
    if (!reservation || reservation.endedAt !== undefined) return [];
    const { caller, token } = reservation;
    if (mode === 'composite' && caller === undefined) return [];
    const slot = {
      pool: pool.name,
      number,
      ...(mode === 'composite' && caller && { callerKey: callerKeyOf(caller) }),
    };
    return [{ reservation: writeReservationReference(slot, token), ...reservationView(reservation, now) }];
  });

const noNumber = (context: Context, number: string): Response =>
  problem(context, 400, `Cannot use the number "${number}": expected E.164, such as +12025550142`);
