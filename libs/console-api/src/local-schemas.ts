import {
  amount,
  count,
  described,
  flag,
  listOf,
  mapOf,
  objectOf,
  oneOfTexts,
  pageOf,
  phoneNumber,
  refTo,
  text,
  time,
} from '@dialplane/openapi';

const seconds = { type: 'number', minimum: 0, maximum: 86_400 };
const keys = listOf(
  objectOf({ afterSeconds: seconds, digits: { type: 'string', pattern: '^[0-9*#]{1,50}$' } }),
);
const talk = { hangsUpAfterSeconds: seconds, keys };
const money = objectOf({ amount: described(text, 'Exact decimal text, such as 0.0182.'), currency: text });

/** The systems of the platform. `direct`: a call between two phones, which no application handles. */
const system = oneOfTexts('forwarding', 'connect', 'dialtone', 'direct');

/** Request and response bodies of loopback's own API, and of what every console server answers. */
export const localSchemas = {
  Config: objectOf({
    name: described(text, 'What the page shows as the name of this environment.'),
    kind: oneOfTexts('loopback', 'deployed'),
    features: listOf(refTo('Feature')),
    csrfHeader: described(
      text,
      'The header that each request with another method than GET must have. Its value is `1`.',
    ),
  }),
  Feature: described(
    oneOfTexts(
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
  Session: objectOf(
    { name: text, mayChange: flag },
    {
      signOut: described(text, 'The path to POST to in order to sign out; loopback has none.'),
      expiresAt: time,
    },
  ),

  Overview: objectOf({
    attention: listOf(refTo('Attention')),
    counts: objectOf({
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
  Attention: objectOf(
    {
      id: described(text, 'The same while the cause lasts.'),
      severity: oneOfTexts('error', 'warning', 'info'),
      kind: oneOfTexts('operation', 'pool', 'rating', 'dialtone', 'handler'),
      title: described(text, 'What is wrong.'),
      toDo: described(text, 'What to do about it.'),
    },
    {
      since: time,
      number: phoneNumber,
      pool: text,
      window: text,
      extension: text,
      call: text,
    },
  ),

  Leg: objectOf(
    { tag: text, from: text, to: text },
    { startedAt: time, connectedAt: time, endedAt: time, billedSeconds: count },
  ),
  CallSummary: objectOf(
    {
      id: text,
      system,
      from: text,
      to: text,
      state: oneOfTexts('ringing', 'connected', 'ended'),
      startedAt: time,
      legs: listOf(refTo('Leg')),
    },
    {
      connectedAt: time,
      endedAt: time,
      because: described(text, 'The first rule that applied, in a few words.'),
      recording: described(text, 'The path of the recording.'),
      cost: refTo('CallCost'),
    },
  ),
  CallCost: objectOf(
    { state: oneOfTexts('rated', 'unrated'), window: text, runId: text },
    { cost: money, reason: described(text, 'Why it is unrated.') },
  ),
  Calls: pageOf({ calls: listOf(refTo('CallSummary')) }),
  Call: objectOf({
    call: refTo('CallSummary'),
    ladder: refTo('Ladder'),
    path: described(
      listOf(refTo('RuleStep')),
      'Which rules applied, in order: why the call went where it went.',
    ),
    exchanges: described(listOf(refTo('Exchange')), 'What handlers were told, and what they answered.'),
  }),
  Ladder: objectOf({
    startedAt: time,
    parties: listOf(objectOf({ id: text, name: text, kind: oneOfTexts('phone', 'service', 'app') })),
    rungs: listOf(
      objectOf({
        at: described(count, 'Milliseconds since the first message.'),
        from: described(count, 'A place in `parties`.'),
        to: count,
        what: text,
      }),
    ),
  }),
  RuleStep: objectOf(
    { at: described(count, 'Milliseconds since the first message.'), rule: text, sentence: text },
    {
      forward: objectOf({ number: phoneNumber, version: count }),
      exchange: described(count, 'The place in `exchanges` that shows it.'),
    },
  ),
  Exchange: objectOf(
    { at: count, handler: text, event: described({}, 'As the handler was given it.') },
    { response: described({}, 'As the handler returned it.'), error: text },
  ),
  PlaceCall: objectOf(
    { from: described(text, 'A number, or the user of a SIP phone.'), to: described(text, 'As keyed.') },
    {
      host: described(
        text,
        'The host name of a Voice Connector: a PBX calls it, instead of a phone a number.',
      ),
      diversions: listOf(phoneNumber),
      ringsForSeconds: seconds,
      ...talk,
    },
  ),
  Placed: objectOf({ id: text }),

  Behaviour: {
    oneOf: [
      objectOf({ kind: { const: 'answers' }, afterSeconds: seconds }, talk),
      objectOf({ kind: { const: 'voicemail' }, afterSeconds: seconds }, talk),
      objectOf({ kind: { const: 'busy' } }),
      objectOf({ kind: { const: 'declines' }, afterSeconds: seconds }),
      objectOf({ kind: { const: 'no-answer' } }),
      objectOf({ kind: { const: 'forwards' }, to: phoneNumber }, { tellsDiversion: flag }),
      objectOf({ kind: { const: 'unreachable' } }),
    ],
    description: 'What a phone does when it rings. `no-answer` lets a person act as the phone.',
  },
  Phone: objectOf(
    {
      id: described(text, 'A number, or the user of a SIP phone.'),
      kind: oneOfTexts('phone', 'sip'),
      behaviour: refTo('Behaviour'),
      isDefault: described(flag, 'Whether it has no behaviour of its own.'),
      lines: described(listOf(refTo('PhoneLine')), 'Its calls in progress.'),
    },
    { name: text, registered: flag },
  ),
  PhoneLine: objectOf(
    {
      id: text,
      with: described(text, 'The other party, as the phone shows it.'),
      role: oneOfTexts('caller', 'callee'),
      state: oneOfTexts('ringing', 'connected'),
      since: time,
    },
    { call: text },
  ),
  Phones: objectOf({ phones: listOf(refTo('Phone')) }),
  PhoneAction: {
    oneOf: [
      objectOf({ action: oneOfTexts('answer', 'busy', 'decline', 'hang-up') }),
      objectOf({ action: { const: 'keys' }, digits: { type: 'string', pattern: '^[0-9*#]{1,50}$' } }),
    ],
  },
  Prompts: objectOf({ prompts: listOf(objectOf({ name: text, text, audio: described(text, 'A path.') })) }),

  PoolHistory: objectOf({
    pool: text,
    points: listOf(
      objectOf({ at: time, numbers: count, free: count, reserved: count, connected: count, resting: count }),
    ),
    events: described(
      listOf(
        objectOf(
          {
            at: time,
            kind: oneOfTexts('checked-out', 'delivered', 'refused', 'expired', 'released', 'none-free'),
          },
          {
            number: phoneNumber,
            reason: described(text, 'Why a call got no context, such as `late`.'),
            reservation: text,
          },
        ),
      ),
      'The latest first, 500 at most.',
    ),
  }),

  RatingWindows: objectOf({
    windows: listOf(
      objectOf({ name: text, start: time, end: time, records: count }, { run: refTo('RatingRun') }),
    ),
  }),
  RatingRun: objectOf(
    {
      window: text,
      runId: text,
      createdAt: time,
      published: flag,
      counts: objectOf({
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
      failures: listOf(objectOf({ path: text, message: text })),
      files: listOf(objectOf({ name: text, bytes: count, href: text })),
    },
    { replaced: refTo('RunDifference') },
  ),
  RunDifference: objectOf({
    runId: described(text, 'The run that was replaced.'),
    before: money,
    after: money,
    difference: money,
    records: described(count, 'Records that differ in cost or reason, or that only one run has.'),
  }),
  RatingTotals: objectOf({
    window: text,
    runId: text,
    by: oneOfTexts('day', 'direction', 'number'),
    rows: listOf(objectOf({ name: text, rated: count, ratedSeconds: count, unrated: count, cost: text })),
  }),
  RatingRows: pageOf({
    columns: listOf(text),
    rows: listOf(mapOf(text)),
  }),
  StartBackFill: objectOf({
    from: { type: 'string', format: 'date', description: 'The first day.' },
    to: { type: 'string', format: 'date', description: 'The last day, included.' },
  }),
  BackFill: objectOf(
    {
      id: text,
      state: oneOfTexts('running', 'done', 'failed'),
      startedAt: time,
      windows: listOf(
        objectOf(
          {
            window: text,
            state: oneOfTexts('waiting', 'running', 'published', 'refused', 'empty'),
            progress: described(amount, '0 to 1.'),
          },
          { reason: text, difference: refTo('RunDifference') },
        ),
      ),
    },
    { endedAt: time },
  ),
  BackFills: objectOf({ backFills: listOf(refTo('BackFill')) }),

  Dialtone: objectOf({
    domain: text,
    extensions: listOf(refTo('Extension')),
    policies: listOf(objectOf({ name: text, countries: listOf(text), caps: refTo('Caps') }, { hours: flag })),
  }),
  Caps: objectOf({ concurrentCalls: count, callsPerHour: count, dollarsPerDay: amount, callSeconds: count }),
  Extension: objectOf(
    {
      user: text,
      number: phoneNumber,
      policy: text,
      status: oneOfTexts('active', 'suspended'),
      emergencyAddress: oneOfTexts('registered', 'unregistered'),
      registered: flag,
      caps: refTo('Caps'),
      used: objectOf({ concurrentCalls: count, callsPerHour: count, dollarsPerDay: amount }),
    },
    { callerId: phoneNumber },
  ),
  SupposedDial: objectOf(
    { user: text, dials: described(text, 'As keyed.') },
    { at: described(time, 'The default is now.') },
  ),
  DialExplanation: objectOf(
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
  SetRegistration: objectOf({ registered: flag }),

  Event: {
    oneOf: [
      objectOf({
        type: { const: 'call' },
        id: text,
        state: oneOfTexts('started', 'updated', 'ended'),
        call: refTo('CallSummary'),
      }),
      objectOf({ type: { const: 'phone' }, id: text }),
      objectOf({
        type: { const: 'forward' },
        number: phoneNumber,
        version: described(count, '0: it was removed.'),
      }),
      objectOf({ type: { const: 'operation' }, id: text, number: phoneNumber, status: text }, { step: text }),
      objectOf(
        {
          type: { const: 'reservation' },
          pool: text,
          kind: oneOfTexts('checked-out', 'delivered', 'refused', 'expired', 'released', 'none-free'),
        },
        { number: phoneNumber, reason: text },
      ),
      objectOf({ type: { const: 'back-fill' }, backFill: refTo('BackFill') }),
    ],
    description: 'The data of a server-sent event, whose name is its `type`.',
  },

  Problem: objectOf(
    { type: text, status: { type: 'integer' }, title: text },
    { issues: listOf(objectOf({ path: text, message: text })), why: text },
  ),
};
