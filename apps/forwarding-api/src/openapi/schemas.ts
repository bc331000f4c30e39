/** Request and response bodies, in JSON Schema 2020-12, which OpenAPI 3.1 uses. */
const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const number = {
  type: 'string',
  pattern: '^\\+[1-9]\\d{1,14}$',
  description: 'A phone number in E.164 form, such as +12065550100.',
};
const seconds = { type: 'integer', minimum: 1, maximum: 120 };
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

const page = (items: Readonly<Record<string, object>>) =>
  object(items, { next: { ...text, description: 'The token of the next page. The last page has none.' } });

const targets = { type: 'array', items: ref('Target'), maxItems: 10 };

const forward = {
  required: {
    targets,
    callerId: { enum: ['dialled', 'caller'], description: 'The number that the target sees as the caller.' },
    atEnd: { enum: ['apology', 'message'], description: 'What happens when nobody answers.' },
  },
  optional: {
    greeting: object({
      prompt: { ...text, description: 'The name of a prompt: `GET /prompts` lists them.' },
      when: { enum: ['before-ringing', 'while-ringing'] },
    }),
    hours: object(
      {
        zone: { ...text, description: 'A time zone by its IANA name, such as America/Los_Angeles.' },
        weekly: listOf(
          object({
            days: listOf({
              enum: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
            }),
            from: { type: 'string', pattern: '^\\d\\d:\\d\\d$' },
            to: { type: 'string', pattern: '^\\d\\d:\\d\\d$' },
          }),
        ),
        outside: targets,
      },
      { holidays: listOf({ type: 'string', format: 'date' }) },
    ),
    blocked: listOf({ ...text, description: 'E.164, or `withheld` for all callers who hide their number.' }),
  },
};

const version = { type: 'integer', minimum: 1, description: 'Counts the writes of the forward.' };

const confirm = {
  const: true,
  description: 'The person who answers must press 1 to accept the call, or the next target rings.',
};

export const schemas = {
  Target: {
    oneOf: [
      object({ kind: { const: 'phone' }, number }, { ringSeconds: seconds, confirm }),
      object(
        { kind: { const: 'trunk' }, trunk: text, user: text },
        { headers: { type: 'object', additionalProperties: text }, ringSeconds: seconds, confirm },
      ),
    ],
  },
  Forward: object(forward.required, {
    ...forward.optional,
    number: { ...number, description: 'The path has it; it may be sent back as it was read.' },
    version: { ...version, description: 'Ignored here: If-Match has it.' },
  }),
  StoredForward: object({ ...forward.required, number, version }, forward.optional),
  Forwards: page({ forwards: listOf(ref('StoredForward')) }),
  Number: object(
    {
      number,
      productType: text,
      status: text,
      attachedTo: listOf(
        object({ kind: { enum: ['voice-connector', 'voice-connector-group', 'sip-rule'] }, id: text }),
      ),
    },
    { type: text, country: text, name: text, forward: ref('StoredForward'), operation: ref('Operation') },
  ),
  Numbers: page({ numbers: listOf(ref('Number')) }),
  Changes: page({
    changes: listOf(
      object(
        {
          at: time,
          by: text,
          action: { enum: ['put', 'remove'] },
          outcome: { enum: ['asked', 'done', 'restored', 'conflict'] },
        },
        { version, forward: ref('Forward') },
      ),
    ),
  }),
  VoiceConnectors: page({
    voiceConnectors: listOf(
      object(
        { id: text, name: text, region: text, requiresEncryption: { type: 'boolean' } },
        { arn: text, createdAt: time },
      ),
    ),
  }),
  SipMediaApplications: page({
    sipMediaApplications: listOf(
      object(
        { id: text, name: text, region: text, ours: { type: 'boolean' } },
        { arn: text, lambdaArn: text },
      ),
    ),
  }),
  Prompts: object({ prompts: listOf(object({ name: text, words: text })) }),
  Operation: object(
    {
      id: text,
      number,
      wanted: { enum: ['forwarded', 'removed'] },
      status: {
        enum: ['moving', 'restoring', 'done', 'restored'],
        description: '`restored`: it failed and was rolled back.',
      },
      attempts: { type: 'integer', minimum: 0 },
      startedAt: time,
      updatedAt: time,
    },
    { step: text, lastError: text, nextAttemptAt: time },
  ),
  SupposedCall: object(
    {
      from: { ...text, description: 'E.164, or `withheld`.' },
      to: { ...text, description: 'E.164, or a short number such as 911.' },
    },
    { at: { ...time, description: 'The default is now.' }, diversions: listOf(number) },
  ),
  Explanation: object(
    {
      number: text,
      from: text,
      at: time,
      because: {
        enum: [
          'emergency-call',
          'emergency-caller',
          'open',
          'outside-hours',
          'no-forward',
          'blocked',
          'loop',
          'no-other-target',
        ],
      },
      sentence: text,
      targets: listOf(ref('Target')),
      answeredBy: {
        enum: ['our-application', 'voice-connector', 'another-application', 'nobody', 'not-ours', 'unknown'],
      },
    },
    {
      callerId: text,
      atEnd: text,
      greeting: forward.optional.greeting,
      loop: {
        ...listOf(number),
        description:
          'A loop of forwards that the number leads into, ending where it begins. It uses every target, at any hours.',
      },
      version,
      nextChange: time,
    },
  ),
  Problem: object(
    { type: text, status: { type: 'integer' }, title: text },
    { issues: listOf(object({ path: text, message: text })), operation: ref('Operation') },
  ),
  SampleNumbers: object({
    PhoneNumbers: listOf({ type: 'object', required: ['E164PhoneNumber', 'ProductType', 'Status'] }),
  }),
  SampleConnectors: object({
    VoiceConnectors: listOf({ type: 'object', required: ['VoiceConnectorId', 'Name'] }),
  }),
  SampleUpdate: {
    oneOf: [
      { type: 'object', required: ['PhoneNumber', 'ProductType', 'ForwardToNumber'] },
      { type: 'object', required: ['PhoneNumber', 'ProductType', 'VoiceConnectorId'] },
    ],
  },
  SampleUpdated: {
    oneOf: [
      object({ SipRule: { type: 'object' } }),
      object({ Message: text }),
      object({ PhoneNumberErrors: { type: 'array' } }),
      text,
    ],
  },
  SampleError: text,
};
