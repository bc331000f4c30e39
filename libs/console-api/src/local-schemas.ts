import {
  amount,
  count,
  described,
  flag,
  listOf,
  mapOf,
  object,
  oneOf,
  page,
  ref,
  text,
  time,
} from './schema-parts';

const seconds = { type: 'number', minimum: 0, maximum: 86_400 };
const keys = listOf(
  object({ afterSeconds: seconds, digits: { type: 'string', pattern: '^[0-9*#]{1,50}$' } }),
);
const talk = { hangsUpAfterSeconds: seconds, keys };
const number = {
  type: 'string',
  pattern: '^\\+[1-9]\\d{1,14}$',
  description: 'A phone number in E.164 form.',
};
const money = object({ amount: described(text, 'Exact decimal text, such as 0.0182.'), currency: text });

/** The systems of the platform. `direct`: a call between two phones, which no application handles. */
const system = oneOf('forwarding', 'connect', 'dialtone', 'direct');

/** Request and response bodies of loopback's own API, and of what every console server answers. */
export const localSchemas = {
  Config: object({
    name: described(text, 'What the page shows as the name of this environment.'),
    kind: oneOf('loopback', 'deployed'),
    features: listOf(ref('Feature')),
    csrfHeader: described(
      text,
      'The header that each request with another method than GET must have. Its value is `1`.',
    ),
  }),
  Feature: described(
    oneOf(
      'forwarding',
      'dnis',
      'overview',
      'calls',
      'phones',
      'dnis-history',
      'rating',
      'dialtone',
      'events',
    ),
    'What this server can answer. The page hides what needs another feature.',
  ),
  Session: object(
    { name: text, mayChange: flag },
    {
      signOut: described(text, 'The path to POST to in order to sign out; loopback has none.'),
      expiresAt: time,
    },
  ),

  Overview: object({
    attention: listOf(ref('Attention')),
    counts: object({
      numbers: count,
      forwards: count,
      callsLive: count,
      callsEnded: count,
      poolNumbers: count,
      poolNumbersInUse: count,
      extensions: count,
      extensionsUnregistered: count,
      ratingRuns: count,
    }),
  }),
  Attention: object(
    {
      id: described(text, 'The same while the cause lasts.'),
      severity: oneOf('error', 'warning', 'info'),
      kind: oneOf('operation', 'pool', 'rating', 'dialtone', 'handler'),
      title: described(text, 'What is wrong.'),
      toDo: described(text, 'What to do about it.'),
    },
    {
      since: time,
      number,
      pool: text,
      window: text,
      extension: text,
      call: text,
    },
  ),

  Leg: object(
    { tag: text, from: text, to: text },
    { startedAt: time, connectedAt: time, endedAt: time, billedSeconds: count },
  ),
  CallSummary: object(
    {
      id: text,
      system,
      from: text,
      to: text,
      state: oneOf('ringing', 'connected', 'ended'),
      startedAt: time,
      legs: listOf(ref('Leg')),
    },
    {
      connectedAt: time,
      endedAt: time,
      because: described(text, 'The first rule that applied, in a few words.'),
      recording: described(text, 'The path of the recording.'),
      cost: ref('CallCost'),
    },
  ),
  CallCost: object(
    { state: oneOf('rated', 'unrated'), window: text, runId: text },
    { cost: money, reason: described(text, 'Why it is unrated.') },
  ),
  Calls: page({ calls: listOf(ref('CallSummary')) }),
  Call: object({
    call: ref('CallSummary'),
    ladder: ref('Ladder'),
    path: described(
      listOf(ref('RuleStep')),
      'Which rules applied, in order: why the call went where it went.',
    ),
    exchanges: described(listOf(ref('Exchange')), 'What handlers were told, and what they answered.'),
  }),
  Ladder: object({
    startedAt: time,
    parties: listOf(object({ id: text, name: text, kind: oneOf('phone', 'service', 'app') })),
    rungs: listOf(
      object({
        at: described(count, 'Milliseconds since the first message.'),
        from: described(count, 'A place in `parties`.'),
        to: count,
        what: text,
      }),
    ),
  }),
  RuleStep: object(
    { at: described(count, 'Milliseconds since the first message.'), rule: text, sentence: text },
    {
      forward: object({ number, version: count }),
      exchange: described(count, 'The place in `exchanges` that shows it.'),
    },
  ),
  Exchange: object(
    { at: count, handler: text, event: described({}, 'As the handler was given it.') },
    { response: described({}, 'As the handler returned it.'), error: text },
  ),
  PlaceCall: object(
    { from: described(text, 'A number, or the user of a SIP phone.'), to: described(text, 'As keyed.') },
    { diversions: listOf(number), ringsForSeconds: seconds, ...talk },
  ),
  Placed: object({ id: text }),

  Behaviour: {
    oneOf: [
      object({ kind: { const: 'answers' }, afterSeconds: seconds }, talk),
      object({ kind: { const: 'voicemail' }, afterSeconds: seconds }, talk),
      object({ kind: { const: 'busy' } }),
      object({ kind: { const: 'declines' }, afterSeconds: seconds }),
      object({ kind: { const: 'no-answer' } }),
      object({ kind: { const: 'forwards' }, to: number }, { tellsDiversion: flag }),
      object({ kind: { const: 'unreachable' } }),
    ],
    description: 'What a phone does when it rings. `no-answer` lets a person act as the phone.',
  },
  Phone: object(
    {
      id: described(text, 'A number, or the user of a SIP phone.'),
      kind: oneOf('phone', 'sip'),
      behaviour: ref('Behaviour'),
      isDefault: described(flag, 'Whether it has no behaviour of its own.'),
      lines: described(listOf(ref('PhoneLine')), 'Its calls in progress.'),
    },
    { name: text, registered: flag },
  ),
  PhoneLine: object(
    {
      id: text,
      with: described(text, 'The other party, as the phone shows it.'),
      role: oneOf('caller', 'callee'),
      state: oneOf('ringing', 'connected'),
      since: time,
    },
    { call: text },
  ),
  Phones: object({ phones: listOf(ref('Phone')) }),
  PhoneAction: {
    oneOf: [
      object({ action: oneOf('answer', 'busy', 'decline', 'hang-up') }),
      object({ action: { const: 'keys' }, digits: { type: 'string', pattern: '^[0-9*#]{1,50}$' } }),
    ],
  },
  Prompts: object({ prompts: listOf(object({ name: text, text, audio: described(text, 'A path.') })) }),

  PoolHistory: object({
    pool: text,
    points: listOf(
      object({ at: time, numbers: count, free: count, reserved: count, connected: count, resting: count }),
    ),
    events: described(
      listOf(
        object(
          {
            at: time,
            kind: oneOf('checked-out', 'delivered', 'refused', 'expired', 'released', 'none-free'),
          },
          {
            number,
            reason: described(text, 'Why a call got no context, such as `late`.'),
            reservation: text,
          },
        ),
      ),
      'The latest first, 500 at most.',
    ),
  }),

  RatingWindows: object({
    windows: listOf(
      object({ name: text, start: time, end: time, records: count }, { run: ref('RatingRun') }),
    ),
  }),
  RatingRun: object(
    {
      window: text,
      runId: text,
      createdAt: time,
      published: flag,
      counts: object({
        documents: count,
        rated: count,
        unrated: count,
        duplicate: count,
        conflict: count,
        rejected: count,
        outside: count,
        late: count,
      }),
      cost: money,
      warnings: listOf(text),
      failures: listOf(object({ path: text, message: text })),
      files: listOf(object({ name: text, bytes: count, href: text })),
    },
    { replaced: ref('RunDifference') },
  ),
  RunDifference: object({
    runId: described(text, 'The run that was replaced.'),
    before: money,
    after: money,
    difference: money,
    records: described(count, 'Records that differ in cost or reason, or that only one run has.'),
  }),
  RatingTotals: object({
    window: text,
    runId: text,
    by: oneOf('day', 'direction', 'number'),
    rows: listOf(object({ name: text, rated: count, ratedSeconds: count, unrated: count, cost: text })),
  }),
  RatingRows: page({
    columns: listOf(text),
    rows: listOf(mapOf(text)),
  }),
  StartBackFill: object({
    from: { type: 'string', format: 'date', description: 'The first day.' },
    to: { type: 'string', format: 'date', description: 'The last day, included.' },
  }),
  BackFill: object(
    {
      id: text,
      state: oneOf('running', 'done', 'failed'),
      startedAt: time,
      windows: listOf(
        object(
          {
            window: text,
            state: oneOf('waiting', 'running', 'published', 'refused', 'empty'),
            progress: described(amount, '0 to 1.'),
          },
          { reason: text, difference: ref('RunDifference') },
        ),
      ),
    },
    { endedAt: time },
  ),
  BackFills: object({ backFills: listOf(ref('BackFill')) }),

  Dialtone: object({
    domain: text,
    extensions: listOf(ref('Extension')),
    policies: listOf(object({ name: text, countries: listOf(text), caps: ref('Caps') }, { hours: flag })),
  }),
  Caps: object({ concurrentCalls: count, callsPerHour: count, dollarsPerDay: amount, callSeconds: count }),
  Extension: object(
    {
      user: text,
      number,
      policy: text,
      status: oneOf('active', 'suspended'),
      emergencyAddress: oneOf('registered', 'unregistered'),
      registered: flag,
      caps: ref('Caps'),
      used: object({ concurrentCalls: count, callsPerHour: count, dollarsPerDay: amount }),
    },
    { callerId: number },
  ),
  SupposedDial: object(
    { user: text, dials: described(text, 'As keyed.') },
    { at: described(time, 'The default is now.') },
  ),
  DialExplanation: object(
    {
      placed: flag,
      rule: described(text, 'The rule that decided, such as `country` or `emergency`.'),
      sentence: text,
      targets: listOf(text),
      at: time,
    },
    {
      callerId: text,
      counted: text,
      dollarsPerMinute: amount,
      hears: described(text, 'What the caller hears if the call is refused.'),
    },
  ),
  SetRegistration: object({ registered: flag }),

  Event: {
    oneOf: [
      object({
        type: { const: 'call' },
        id: text,
        state: oneOf('started', 'updated', 'ended'),
        call: ref('CallSummary'),
      }),
      object({ type: { const: 'phone' }, id: text }),
      object({ type: { const: 'forward' }, number, version: described(count, '0: it was removed.') }),
      object({ type: { const: 'operation' }, id: text, number, status: text }, { step: text }),
      object(
        {
          type: { const: 'reservation' },
          pool: text,
          kind: oneOf('checked-out', 'delivered', 'refused', 'expired', 'released', 'none-free'),
        },
        { number, reason: text },
      ),
      object({ type: { const: 'back-fill' }, backFill: ref('BackFill') }),
    ],
    description: 'The data of a server-sent event, whose name is its `type`.',
  },

  Problem: object(
    { type: text, status: { type: 'integer' }, title: text },
    { issues: listOf(object({ path: text, message: text })), why: text },
  ),
};
