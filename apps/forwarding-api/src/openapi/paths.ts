import type { schemas } from './schemas';

type SchemaName = keyof typeof schemas;

const json = (name: SchemaName, type = 'application/json') => ({
  content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
});

const gives = (name: SchemaName, description: string, headers?: object) => ({
  description,
  ...json(name),
  ...(headers && { headers }),
});

const problem = (description: string) => ({ description, ...json('Problem', 'application/problem+json') });

const notSignedIn = { 401: problem('The request is not signed in.') };
const notAllowed = { ...notSignedIn, 403: problem('The caller may read, but not change anything.') };
const badRequest = { 400: problem('The request cannot be read; `issues` lists every mistake.') };
const noChime = {
  502: problem('Amazon Chime refused.'),
  503: problem('Amazon Chime did not answer; Retry-After says when to retry.'),
};

const at = (place: 'path' | 'query' | 'header', name: string, description: string, required = false) => ({
  in: place,
  name,
  description,
  required: required || place === 'path',
  schema: { type: 'string' },
});
const number = at('path', 'number', 'E.164, with `+` or `%2B`.');
const page = [
  at('query', 'limit', '1 to 100; the default is 50.'),
  at('query', 'next', 'The token of the previous page.'),
];
const ifMatch = at(
  'header',
  'If-Match',
  'The version that was read, in quotes. It is required to change or remove a forward.',
);
const etag = { ETag: { description: 'The version, in quotes.', schema: { type: 'string' } } };
const location = { Location: { description: 'Where to poll the operation.', schema: { type: 'string' } } };
const takes = (name: SchemaName) => ({ requestBody: { required: true, ...json(name) } });

const moving = gives(
  'Operation',
  'The number is being moved. Poll the operation until it has ended.',
  location,
);
const conflicts = {
  404: problem('The account has no such number, or the number has no forward.'),
  409: problem('Another operation has to end first, or another application answers the number.'),
  412: problem('The forward has another version than the client expected.'),
  422: problem('The forward breaks rules, or the destination of the number is not known.'),
  428: problem('There is a forward, and If-Match was not sent.'),
};

const sampleErrors = {
  400: gives('SampleError', 'A mistake in the request.'),
  404: gives('SampleError', 'Not a number of the account.'),
  409: gives('SampleError', 'Another operation has to end first, or another application answers the number.'),
  412: gives('SampleError', 'Another request changed it at the same time.'),
  422: gives('SampleError', 'A number that must not be rung, or no such Voice Connector.'),
  502: gives('SampleError', 'Amazon Chime refused.'),
  503: gives('SampleError', 'Amazon Chime did not answer.'),
};
const tags = ['published sample'];

/** Every path of the API. */
export const forwardingPaths = {
  '/openapi.json': {
    get: {
      summary: 'This document.',
      responses: {
        200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
        ...notSignedIn,
      },
    },
  },
  '/numbers': {
    get: {
      summary: 'The numbers of the account, with their forwards.',
      parameters: page,
      responses: { 200: gives('Numbers', 'One page.'), ...badRequest, ...notSignedIn, ...noChime },
    },
  },
  '/numbers/{number}': {
    get: {
      summary: 'One number.',
      parameters: [number],
      responses: {
        200: gives('Number', 'The number.'),
        ...badRequest,
        ...notSignedIn,
        404: conflicts[404],
        ...noChime,
      },
    },
  },
  '/numbers/{number}/changes': {
    get: {
      summary: 'The audit trail: who changed what, the latest first.',
      parameters: [number, ...page],
      responses: { 200: gives('Changes', 'One page.'), ...badRequest, ...notSignedIn },
    },
  },
  '/voice-connectors': {
    get: {
      summary: 'The Voice Connectors of the account.',
      parameters: page,
      responses: {
        200: gives('VoiceConnectors', 'One page.'),
        ...badRequest,
        ...notSignedIn,
        ...noChime,
      },
    },
  },
  '/sip-media-applications': {
    get: {
      summary: 'The SIP media applications of the account.',
      parameters: page,
      responses: {
        200: gives('SipMediaApplications', 'One page.'),
        ...badRequest,
        ...notSignedIn,
        ...noChime,
      },
    },
  },
  '/prompts': {
    get: {
      summary: 'The prompts that a greeting can name.',
      responses: { 200: gives('Prompts', 'All of them.'), ...notSignedIn },
    },
  },
  '/forwards': {
    get: {
      summary: 'All forwards.',
      parameters: page,
      responses: { 200: gives('Forwards', 'One page.'), ...badRequest, ...notSignedIn },
    },
  },
  '/forwards/{number}': {
    get: {
      summary: 'The forward of a number.',
      parameters: [number],
      responses: {
        200: gives('StoredForward', 'The forward.', etag),
        ...badRequest,
        ...notSignedIn,
        404: conflicts[404],
      },
    },
    put: {
      summary: 'Forwards a number, or changes its forward.',
      parameters: [number, ifMatch, at('header', 'If-None-Match', '`*`: there must be no forward yet.')],
      ...takes('Forward'),
      responses: {
        200: gives('StoredForward', 'Changed.', etag),
        201: gives('StoredForward', 'Forwarded.', etag),
        202: moving,
        ...badRequest,
        ...notAllowed,
        ...conflicts,
        413: problem('The body is too large.'),
        ...noChime,
      },
    },
    delete: {
      summary: 'Removes the forward of a number.',
      parameters: [
        number,
        ifMatch,
        at(
          'query',
          'to',
          'A Voice Connector, or `nowhere`. By default the number goes back to where it was.',
        ),
      ],
      responses: {
        202: moving,
        204: { description: 'Removed.' },
        ...badRequest,
        ...notAllowed,
        ...conflicts,
        ...noChime,
      },
    },
  },
  '/operations/{id}': {
    get: {
      summary: 'The state of the last operation of a number. Polling advances it when it is due.',
      parameters: [at('path', 'id', 'From an earlier response.')],
      responses: {
        200: gives('Operation', 'The operation.'),
        ...notSignedIn,
        404: problem('Not the last operation of a number.'),
      },
    },
  },
  '/explain': {
    post: {
      summary: 'A dry run: what would happen to a call, and why.',
      ...takes('SupposedCall'),
      responses: { 200: gives('Explanation', 'What would happen.'), ...badRequest, ...notSignedIn },
    },
  },
  '/queryNumber': {
    post: {
      tags,
      summary: 'All numbers, in the form of ListPhoneNumbers.',
      responses: {
        200: gives('SampleNumbers', 'All of them.'),
        ...notSignedIn,
        502: sampleErrors[502],
        503: sampleErrors[503],
      },
    },
  },
  '/listVoiceConnectors': {
    post: {
      tags,
      summary: 'All Voice Connectors, in the form of ListVoiceConnectors.',
      responses: {
        200: gives('SampleConnectors', 'All of them.'),
        ...notSignedIn,
        502: sampleErrors[502],
        503: sampleErrors[503],
      },
    },
  },
  '/updateNumber': {
    post: {
      tags,
      summary: 'Forwards a number to another, or removes the forward.',
      ...takes('SampleUpdate'),
      responses: {
        200: gives('SampleUpdated', 'Done.'),
        202: gives('SampleError', 'The number is being moved.'),
        ...notAllowed,
        ...sampleErrors,
      },
    },
  },
};
