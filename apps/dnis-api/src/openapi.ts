/** The pool API in OpenAPI 3.1: what operators and legacy platforms use. The published sample's requests are not in it. */
const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const time = { type: 'string', format: 'date-time' };
const number = { type: 'string', pattern: '^\\+[1-9]\\d{1,14}$' };
const mode = { enum: ['exclusive', 'composite'] };
const share = { type: 'number', minimum: 0, maximum: 1 };
const seconds = { type: 'number', minimum: 0 };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: object) => ({ type: 'array', items });
const object = (
  required: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

const reservation = {
  state: { enum: ['reserved', 'connected', 'expired', 'over'] },
  checkedOutAt: time,
  expiresAt: time,
};

const schemas = {
  Pools: object({
    pools: listOf(
      object({
        name: text,
        mode,
        holdSeconds: count,
        restSeconds: count,
        withheldCallers: { enum: ['refuse', 'allow'] },
      }),
    ),
  }),
  PoolUse: object({
    pool: text,
    numbers: count,
    retired: count,
    free: count,
    reserved: count,
    connected: count,
    resting: count,
  }),
  PoolNumber: object(
    {
      number,
      mode,
      retired: { type: 'boolean' },
      state: { enum: ['free', 'reserved', 'connected', 'resting', 'in use'] },
      inUse: count,
    },
    {
      freeAt: time,
      reservations: {
        ...listOf(object({ reservation: text, ...reservation })),
        description: 'The reservations that are not over. Only operators see them, and may release them.',
      },
    },
  ),
  PoolNumbers: object({ numbers: listOf(ref('PoolNumber')) }, { next: text }),
  AddNumber: object({}, { mode }),
  Added: object({ number, pool: text, outcome: { enum: ['added', 'already-there'] } }),
  Retired: object({ number, pool: text, outcome: { const: 'retired' } }),
  CheckOut: object({}, { caller: text, context: { type: 'object', additionalProperties: text } }),
  CheckedOut: object({ reservation: text, number, pool: text, ...reservation }),
  Reservation: object({ number, pool: text, ...reservation }),
  Released: object({ number, pool: text, state: { enum: ['released', 'over'] } }),
  SizingRequest: object(
    {
      mode,
      traffic: object(
        { perSecond: seconds, setupSeconds: seconds },
        {
          restSeconds: seconds,
          holdSeconds: seconds,
          lostShare: share,
          anonymousShare: share,
          retryShare: share,
          sources: count,
        },
      ),
    },
    {
      goal: object({}, { blocking: share, callsPerNumber: count, numberQuota: count, callQuota: count }),
    },
  ),
  Sizing: object({
    advice: object({
      mode,
      load: { type: 'number', description: 'In erlangs.' },
      numbers: count,
      exclusive: count,
      composite: count,
      blocking: share,
      alarmAtPercent: count,
      warnings: listOf(text),
    }),
    curve: {
      ...listOf(object({ numbers: count, blocking: share })),
      description: 'For each count of exclusive numbers, the share of transfers that find none free.',
    },
  }),
  Problem: object(
    { type: text, status: { type: 'integer' }, title: text },
    { issues: listOf(object({ path: text, message: text })), why: text },
  ),
};

const json = (name: keyof typeof schemas, type = 'application/json') => ({
  content: { [type]: { schema: ref(name) } },
});
const gives = (name: keyof typeof schemas, description = 'Done.') => ({ description, ...json(name) });
const problem = (description: string) => ({ description, ...json('Problem', 'application/problem+json') });
const takes = (name: keyof typeof schemas) => ({ requestBody: { required: true, ...json(name) } });
const at = (place: 'path' | 'query' | 'header', name: string) => ({
  in: place,
  name,
  required: place === 'path',
  schema: text,
});

const pool = at('path', 'pool');
const numberOf = at('path', 'number');
const reservationOf = at('path', 'reservation');
const signedIn = { 401: problem('The request is not signed in.') };
const allowed = { ...signedIn, 403: problem('The client may not do this.') };
const found = { 404: problem('There is no such pool, number or reservation.') };
const wrong = { 400: problem('The request cannot be read.') };
const broken = { 422: problem('The request breaks a rule.') };

const paths = {
  '/pools': { get: { summary: 'The pools.', responses: { 200: gives('Pools'), ...signedIn } } },
  '/pools/{pool}/use': {
    get: {
      summary: 'How many numbers are free, reserved and resting.',
      parameters: [pool],
      responses: { 200: gives('PoolUse'), ...signedIn, ...found },
    },
  },
  '/pools/{pool}/numbers': {
    get: {
      summary: 'The numbers, and what each does.',
      parameters: [pool, at('query', 'limit'), at('query', 'next')],
      responses: { 200: gives('PoolNumbers'), ...wrong, ...signedIn, ...found },
    },
  },
  '/pools/{pool}/numbers/{number}': {
    put: {
      summary: 'Adds a number.',
      parameters: [pool, numberOf],
      requestBody: { required: false, ...json('AddNumber') },
      responses: {
        200: gives('Added', 'It was there.'),
        201: gives('Added'),
        ...wrong,
        ...allowed,
        ...found,
        409: problem('Another pool has it.'),
        ...broken,
      },
    },
    delete: {
      summary: 'Retires a number.',
      parameters: [pool, numberOf],
      responses: { 200: gives('Retired'), ...wrong, ...allowed, ...found },
    },
  },
  '/pools/{pool}/reservations': {
    post: {
      summary: 'Reserves a number.',
      parameters: [pool, at('header', 'Idempotency-Key')],
      ...takes('CheckOut'),
      responses: {
        201: gives('CheckedOut', 'Reserved.'),
        ...wrong,
        ...allowed,
        ...found,
        ...broken,
        503: problem('No number is free. Retry-After says when to retry.'),
      },
    },
  },
  '/pools/{pool}/reservations/{reservation}': {
    get: {
      summary: 'A reservation.',
      parameters: [pool, reservationOf],
      responses: { 200: gives('Reservation'), ...allowed, ...found },
    },
    delete: {
      summary: 'Releases a number: the reservation ends, and its context is erased.',
      parameters: [pool, reservationOf],
      responses: { 200: gives('Released'), ...allowed, ...found },
    },
  },
  '/pools/{pool}/reservations/{reservation}/renewal': {
    post: {
      summary: 'Starts the hold again.',
      parameters: [pool, reservationOf],
      responses: {
        200: gives('Reservation'),
        ...allowed,
        ...found,
        409: problem('It is over, or its call has arrived.'),
      },
    },
  },
  '/sizing': {
    post: {
      summary: 'How many numbers a pool needs for its traffic.',
      ...takes('SizingRequest'),
      responses: { 200: gives('Sizing'), ...wrong, ...signedIn, ...broken },
    },
  },
};

export const dnisOpenapi = {
  openapi: '3.1.0',
  info: {
    title: 'Dialplane DNIS pool API',
    version: '1.0.0',
    description: 'Lends phone numbers to transfers. Errors are problem details (RFC 9457).',
  },
  security: [{ jwt: [] }],
  paths,
  components: {
    schemas,
    securitySchemes: { jwt: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
};
