import {
  bodiesOf,
  count,
  described,
  flag,
  listOf,
  mapOf,
  objectOf,
  oneOfTexts,
  pageOf,
  pageParameters,
  parameter,
  phoneNumber,
  refTo,
  text,
  time,
} from '@dialplane/openapi';

const mode = oneOfTexts('exclusive', 'composite');
const share = { type: 'number', minimum: 0, maximum: 1 };
const seconds = { type: 'number', minimum: 0 };
const reservation = {
  state: oneOfTexts('reserved', 'connected', 'expired', 'over'),
  checkedOutAt: time,
  expiresAt: time,
};

const schemas = {
  Pools: objectOf({
    pools: listOf(
      objectOf({
        name: text,
        mode,
        holdSeconds: count,
        restSeconds: count,
        withheldCallers: oneOfTexts('refuse', 'allow'),
      }),
    ),
  }),
  PoolUse: objectOf({
    pool: text,
    numbers: count,
    retired: count,
    free: count,
    reserved: count,
    connected: count,
    resting: count,
  }),
  PoolNumber: objectOf(
    {
      number: phoneNumber,
      mode,
      retired: flag,
      state: oneOfTexts('free', 'reserved', 'connected', 'resting', 'in use'),
      inUse: count,
    },
    {
      freeAt: time,
      reservations: described(
        listOf(objectOf({ reservation: text, ...reservation })),
        'The reservations that are not over. Only operators see them, and may release them.',
      ),
    },
  ),
  PoolNumbers: pageOf({ numbers: listOf(refTo('PoolNumber')) }),
  AddNumber: objectOf({}, { mode }),
  Added: objectOf({ number: phoneNumber, pool: text, outcome: oneOfTexts('added', 'already-there') }),
  Retired: objectOf({ number: phoneNumber, pool: text, outcome: { const: 'retired' } }),
  CheckOut: objectOf(
    {},
    {
      caller: described(
        { type: ['string', 'null'] },
        'The number that the call will come from, in E.164. null, or a number that marks a withheld one: it is not known.',
      ),
      context: described(
        { ...mapOf({ type: ['string', 'number', 'boolean', 'null'] }), type: ['object', 'null'] },
        'What the flow gets, by name. null is an empty context.',
      ),
    },
  ),
  CheckedOut: objectOf({ reservation: text, number: phoneNumber, pool: text, ...reservation }),
  Reservation: objectOf({ number: phoneNumber, pool: text, ...reservation }),
  Released: objectOf({ number: phoneNumber, pool: text, state: oneOfTexts('released', 'over') }),
  SizingRequest: objectOf(
    {
      mode,
      traffic: objectOf(
        { perSecond: seconds, setupSeconds: seconds },
        {
          restSeconds: seconds,
          holdSeconds: seconds,
          lostShare: share,
          anonymousShare: share,
          retryShare: share,
          sources: { ...count, minimum: 1, maximum: 1_000_000 },
        },
      ),
    },
    {
      goal: objectOf({}, { blocking: share, callsPerNumber: count, numberQuota: count, callQuota: count }),
    },
  ),
  Sizing: objectOf({
    advice: objectOf({
      mode,
      load: { type: 'number', description: 'In erlangs.' },
      numbers: count,
      exclusive: count,
      composite: count,
      blocking: share,
      alarmAtPercent: count,
      warnings: listOf(text),
    }),
    curve: described(
      listOf(objectOf({ numbers: count, blocking: share })),
      'For each count of exclusive numbers, the share of transfers that find none free.',
    ),
  }),
  Problem: objectOf(
    { type: text, status: { type: 'integer' }, title: text },
    { issues: listOf(objectOf({ path: text, message: text })), why: text },
  ),
};

const { gives, takes, problem } = bodiesOf<keyof typeof schemas>();

const pool = parameter('path', 'pool');
const numberOf = parameter('path', 'number');
const reservationOf = parameter('path', 'reservation');
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
      parameters: [pool, ...pageParameters],
      responses: { 200: gives('PoolNumbers'), ...wrong, ...signedIn, ...found },
    },
  },
  '/pools/{pool}/numbers/{number}': {
    put: {
      summary: 'Adds a number. Without a mode, a number that the pool has already keeps its own.',
      parameters: [pool, numberOf],
      ...takes('AddNumber', false),
      responses: {
        200: gives('Added', 'It was there.'),
        201: gives('Added', 'Added.'),
        ...wrong,
        ...allowed,
        ...found,
        409: problem('Another pool has it, or the pool has it in another mode, or it is in use.'),
        ...broken,
      },
    },
    delete: {
      summary: 'Retires a number.',
      parameters: [pool, numberOf],
      responses: { 200: gives('Retired', 'Retired.'), ...wrong, ...allowed, ...found },
    },
  },
  '/pools/{pool}/reservations': {
    post: {
      summary: 'Reserves a number.',
      parameters: [pool, parameter('header', 'Idempotency-Key')],
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
      responses: { 200: gives('Released', 'Released.'), ...allowed, ...found },
    },
  },
  '/pools/{pool}/reservations/{reservation}/renewal': {
    post: {
      summary: 'Starts the hold again.',
      parameters: [pool, reservationOf],
      responses: {
        200: gives('Reservation', 'Renewed.'),
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
      responses: { 200: gives('Sizing', 'The advice.'), ...wrong, ...signedIn, ...broken },
    },
  },
};

/** The pool API in OpenAPI 3.1: what operators and legacy platforms use. The published sample's requests are not in it. */
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
