import {
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

const seconds = { type: 'integer', minimum: 1, maximum: 120 };
const targets = { type: 'array', items: refTo('Target'), maxItems: 10 };

const forward = {
  required: {
    targets,
    callerId: { enum: ['dialled', 'caller'], description: 'The number that the target sees as the caller.' },
    atEnd: { enum: ['apology', 'message'], description: 'What happens when nobody answers.' },
  },
  optional: {
    greeting: objectOf({
      prompt: described(text, 'The name of a prompt: `GET /prompts` lists them.'),
      when: oneOfTexts('before-ringing', 'while-ringing'),
    }),
    hours: objectOf(
      {
        zone: described(text, 'A time zone by its IANA name, such as America/Los_Angeles.'),
        weekly: listOf(
          objectOf({
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
    blocked: listOf(described(text, 'E.164, or `withheld` for all callers who withhold their number.')),
  },
};

const version = {
  type: 'integer',
  minimum: 1,
  description: 'Counts the writes to the forward of the number, and continues after a removal.',
};

const confirm = {
  const: true,
  description: 'The person who answers must press 1 to accept the call, or the next target rings.',
};

/** Request and response bodies. */
export const schemas = {
  Target: {
    oneOf: [
      objectOf({ kind: { const: 'phone' }, number: phoneNumber }, { ringSeconds: seconds, confirm }),
      objectOf(
        { kind: { const: 'trunk' }, trunk: text, user: text },
        { headers: mapOf(text), ringSeconds: seconds, confirm },
      ),
    ],
  },
  Forward: objectOf(forward.required, {
    ...forward.optional,
    number: described(phoneNumber, 'The path has it; it may be sent back as it was read.'),
    version: described(version, 'Ignored here: If-Match has it.'),
  }),
  StoredForward: objectOf({ ...forward.required, number: phoneNumber, version }, forward.optional),
  Forwards: pageOf({ forwards: listOf(refTo('StoredForward')) }),
  Number: objectOf(
    {
      number: phoneNumber,
      productType: text,
      status: text,
      attachedTo: listOf(
        objectOf({ kind: oneOfTexts('voice-connector', 'voice-connector-group', 'sip-rule'), id: text }),
      ),
    },
    { type: text, country: text, name: text, forward: refTo('StoredForward'), operation: refTo('Operation') },
  ),
  Numbers: pageOf({ numbers: listOf(refTo('Number')) }),
  Changes: pageOf({
    changes: listOf(
      objectOf(
        {
          at: time,
          by: text,
          action: oneOfTexts('put', 'remove'),
          outcome: oneOfTexts('asked', 'done', 'restored', 'conflict'),
        },
        { version, forward: refTo('Forward') },
      ),
    ),
  }),
  VoiceConnectors: pageOf({
    voiceConnectors: listOf(
      objectOf(
        { id: text, name: text, region: text, requiresEncryption: flag },
        { arn: text, createdAt: time },
      ),
    ),
  }),
  SipMediaApplications: pageOf({
    sipMediaApplications: listOf(
      objectOf({ id: text, name: text, region: text, ours: flag }, { arn: text, lambdaArn: text }),
    ),
  }),
  Prompts: objectOf({ prompts: listOf(objectOf({ name: text, words: text })) }),
  Operation: objectOf(
    {
      id: text,
      number: phoneNumber,
      wanted: oneOfTexts('forwarded', 'removed'),
      status: {
        enum: ['moving', 'restoring', 'done', 'restored'],
        description: '`restored`: it failed and was rolled back.',
      },
      attempts: count,
      startedAt: time,
      updatedAt: time,
    },
    { step: text, lastError: text, nextAttemptAt: time },
  ),
  SupposedCall: objectOf(
    {
      from: described(text, 'E.164, or `withheld`.'),
      to: described(text, 'E.164, or a short number such as 911.'),
    },
    { at: described(time, 'The default is now.'), diversions: listOf(phoneNumber) },
  ),
  Explanation: objectOf(
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
      targets: listOf(refTo('Target')),
      answeredBy: {
        enum: ['our-application', 'voice-connector', 'another-application', 'none', 'not-ours', 'unknown'],
      },
    },
    {
      callerId: text,
      atEnd: text,
      greeting: forward.optional.greeting,
      loop: {
        ...listOf(phoneNumber),
        description:
          'A loop of forwards that the number leads into, ending where it begins. It uses every target, at any hours.',
      },
      version,
      nextChange: time,
    },
  ),
  Problem: objectOf(
    { type: text, status: { type: 'integer' }, title: text },
    { issues: listOf(objectOf({ path: text, message: text })), operation: refTo('Operation') },
  ),
  SampleNumbers: objectOf({
    PhoneNumbers: listOf({ type: 'object', required: ['E164PhoneNumber', 'ProductType', 'Status'] }),
  }),
  SampleConnectors: objectOf({
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
      objectOf({ SipRule: { type: 'object' } }),
      objectOf({ Message: text }),
      objectOf({ PhoneNumberErrors: { type: 'array' } }),
      text,
    ],
  },
  SampleError: text,
};
