import { describeIssues, type Issue } from '@dialplane/basics';
import {
  checkOut,
  type CheckOutOutcome,
  type DnisPools,
  readReservationReference,
  type Slot,
  writeReservationReference,
} from '@dialplane/dnis-pool';
import type { CountMetric } from '@dialplane/lambda-runtime';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { only, type SignedInClient } from '../client';
import { countCheckOut } from '../count-check-out';
import { noSuchPool, poolNamed } from '../pool-named';
import { readBody } from '../read-body';
import { readCaller } from '../read-caller';
import { reservationView } from '../reservation-view';
import { problem } from '@dialplane/http-api';

/** `checkOut` checks the context. null is the same as no caller, or no context. */
const checkOutBody = v.looseObject({
  caller: v.exactOptional(v.nullable(v.string())),
  context: v.optional(v.unknown()),
});

/** A field that is misspelt, such as `Caller`, would be lost without a word. */
const unknownFields = (body: object): readonly Issue[] =>
  Object.keys(body)
    .filter((field) => !Object.hasOwn(checkOutBody.entries, field))
    .map((field) => ({ path: field, message: 'is not a known field: expected "caller" and "context" only' }));

/** Check out a number, see a reservation, release it, renew it. */
export const reservationRoutes = (dnis: DnisPools, count: CountMetric): Hono<SignedInClient> => {
  const app = new Hono<SignedInClient>();
  const { store, now } = dnis;

  app.post('/:pool/reservations', only('mayTransfer'), async (context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    if (!pool) return noSuchPool(context, dnis);
    const body = readBody(checkOutBody, await context.req.json());
    const issues = body.ok ? unknownFields(body.value) : body.error;
    if (!body.ok || issues.length > 0)
      return problem(context, 422, 'Cannot reserve a number: every rule below must hold', { issues });
    const caller = readCaller(body.value.caller ?? undefined);
    if (!caller.ok) return problem(context, 422, `Cannot use the caller: ${caller.error}`);
    const idempotencyKey = context.req.header('idempotency-key');
    const outcome = await checkOut(dnis, pool, {
      ...(caller.value && { caller: caller.value }),
      context: body.value.context ?? {},
      ...(idempotencyKey && { idempotencyKey, client: context.get('client').name }),
    });
    countCheckOut(count, pool, outcome);
    if (outcome.kind !== 'granted') return refused(context, outcome);
    const { slot, reservation } = outcome;
    return context.json(
      {
        reservation: writeReservationReference(slot, reservation.token),
        number: slot.number,
        pool: pool.name,
        ...reservationView(reservation, now()),
      },
      201,
    );
  });

  app.get('/:pool/reservations/:reservation', only('mayTransfer'), async (context) => {
    const { pool, found, slot } = await lookedUp(context);
    if (!pool) return noSuchPool(context, dnis);
    if (!found || slot?.reservation?.token !== found.token) return noSuchReservation(context);
    return context.json({
      number: found.slot.number,
      pool: pool.name,
      ...reservationView(slot.reservation, now()),
    });
  });

  app.delete('/:pool/reservations/:reservation', only('mayTransfer'), async (context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    if (!pool) return noSuchPool(context, dnis);
    const found = readReservationReference(pool.name, context.req.param('reservation'));
    if (!found) return noSuchReservation(context);
    const state = await store.release(found.slot, found.token, now());
    return context.json({ number: found.slot.number, pool: pool.name, state });
  });

  app.post('/:pool/reservations/:reservation/renewal', only('mayTransfer'), async (context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    if (!pool) return noSuchPool(context, dnis);
    const found = readReservationReference(pool.name, context.req.param('reservation'));
    if (!found) return noSuchReservation(context);
    const renewed = await store.renew(found.slot, found.token, pool, now());
    if (renewed === 'over')
      return problem(context, 409, 'Cannot renew this reservation: it is over, or its call has arrived');
    return context.json({ number: found.slot.number, pool: pool.name, ...reservationView(renewed, now()) });
  });

  const lookedUp = async (context: Context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    const found = pool && readReservationReference(pool.name, context.req.param('reservation') ?? '');
    const slot: Slot | undefined = found && (await store.find(found.slot));
    return { pool, found, slot };
  };

  return app;
};

const refused = (context: Context, outcome: Exclude<CheckOutOutcome, { kind: 'granted' }>): Response => {
  switch (outcome.kind) {
    case 'breaks-rules':
      return problem(context, 422, `Cannot use the context: ${describeIssues(outcome.issues)}`, {
        issues: outcome.issues,
      });
    case 'request-differs':
      return problem(
        context,
        422,
        'Cannot use this Idempotency-Key: it was used for a different request, so send a new key',
      );
    case 'none-free':
      return problem(context, 503, reasons[outcome.why], { why: outcome.why }, outcome.retryAfter);
  }
};

const reasons = {
  'all-busy': 'Cannot reserve a number: none is free, so try again when Retry-After says',
  'caller-busy': 'Cannot reserve a number: this caller is in a transfer on each number of the pool',
  'needs-caller': 'Cannot reserve a number: this pool needs the number of the caller',
  contended: 'Cannot reserve a number: other clients were faster, so try again when Retry-After says',
} as const;

const noSuchReservation = (context: Context): Response =>
  problem(context, 404, 'Cannot find this reservation: expected one of this pool that is not replaced yet');
