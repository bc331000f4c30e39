import { bodiesOf, documentPath, pageParameters, parameter, text } from '@dialplane/openapi';
import type { schemas } from './schemas';

const { gives, takes, problem } = bodiesOf<keyof typeof schemas>();

const notSignedIn = { 401: problem('The request is not signed in.') };
const notAllowed = { ...notSignedIn, 403: problem('The caller may read, but not change anything.') };
const badRequest = { 400: problem('The request cannot be read; `issues` lists every mistake.') };
const noChime = {
  502: problem('Amazon Chime refused.'),
  503: problem('Amazon Chime did not answer; Retry-After says when to retry.'),
};

const number = parameter('path', 'number', 'E.164, with `+` or `%2B`.');
const ifMatch = parameter(
  'header',
  'If-Match',
  'The version that was read, in quotes. It is required to change or remove a forward.',
);
const etag = { ETag: { description: 'The version, in quotes.', schema: text } };
const location = { Location: { description: 'Where to poll the operation.', schema: text } };

const moving = gives(
  'Operation',
  'The number is being moved. Poll the operation until it has ended.',
  location,
);
const conflicts = {
  404: problem('The account has no such number, or the number has no forward.'),
  409: problem('Another operation has to end first, or another SIP media application answers the number.'),
  412: problem('The forward has another version than the client expected.'),
  422: problem('The forward breaks rules, or the destination of the number is not known.'),
  428: problem('There is a forward, and If-Match was not sent.'),
};

const sampleErrors = {
  400: gives('SampleError', 'A mistake in the request.'),
  404: gives('SampleError', 'Not a number of the account.'),
  409: gives(
    'SampleError',
    'Another operation has to end first, or another SIP media application answers the number.',
  ),
  412: gives('SampleError', 'Another request changed it at the same time.'),
  422: gives('SampleError', 'A number that must not be rung, or no such Voice Connector.'),
  502: gives('SampleError', 'Amazon Chime refused.'),
  503: gives('SampleError', 'Amazon Chime did not answer.'),
};
const tags = ['published sample'];

/** Every path of the API. */
export const forwardingPaths = {
  '/openapi.json': documentPath(notSignedIn),
  '/numbers': {
    get: {
      summary: 'The numbers of the account, with their forwards.',
      parameters: pageParameters,
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
      parameters: [number, ...pageParameters],
      responses: { 200: gives('Changes', 'One page.'), ...badRequest, ...notSignedIn },
    },
  },
  '/voice-connectors': {
    get: {
      summary: 'The Voice Connectors of the account.',
      parameters: pageParameters,
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
      parameters: pageParameters,
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
      parameters: pageParameters,
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
      parameters: [
        number,
        ifMatch,
        parameter('header', 'If-None-Match', '`*`: there must be no forward yet.'),
      ],
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
        parameter(
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
      parameters: [parameter('path', 'id', 'From an earlier response.')],
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
