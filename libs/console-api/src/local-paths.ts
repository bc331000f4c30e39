import { bodiesOf, documentPath, pageParameters, parameter, text } from '@dialplane/openapi';
import type { localSchemas } from './local-schemas';

const { gives, takes, problem } = bodiesOf<keyof typeof localSchemas>();
const file = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: text } },
});
const wrong = { 400: problem('The request cannot be read; `issues` lists every mistake.') };
const missing = { 404: problem('There is no such resource.') };
const call = parameter('path', 'id', 'The id of a call.');
const phone = parameter('path', 'id', 'A number, or the user of a SIP phone.');
const line = parameter('path', 'line', 'The id of a line of the phone.');
const pool = parameter('path', 'pool', 'The name of a pool.');
const window = parameter('path', 'window', 'The name of a window, such as 2026-11-25-Daily.');

export const localPaths = {
  '/config.json': {
    get: { summary: 'What this server can answer.', responses: { 200: gives('Config', 'The settings.') } },
  },
  '/session': {
    get: {
      summary: 'Who is signed in. Loopback has no sign-in: every client on this machine is an operator.',
      responses: {
        200: gives('Session'),
        401: problem('The request is not signed in: go to /session/sign-in.'),
      },
    },
  },
  '/api/local/openapi.json': documentPath(),
  '/api/local/events': {
    get: {
      summary: 'Server-sent events. The data of each is an Event, as JSON.',
      responses: { 200: file('text/event-stream', 'An endless stream.') },
    },
  },
  '/api/local/overview': {
    get: { summary: 'What needs attention now.', responses: { 200: gives('Overview') } },
  },

  '/api/local/calls': {
    get: {
      summary: 'Live and past calls, the latest first.',
      parameters: [
        parameter('query', 'state', '`live` or `ended`; the default is all.'),
        parameter('query', 'number', 'Only calls that this number took part in.'),
        ...pageParameters,
      ],
      responses: { 200: gives('Calls', 'One page.'), ...wrong },
    },
    post: {
      summary: 'A phone calls a number.',
      ...takes('PlaceCall'),
      responses: { 202: gives('Placed', 'It rings.'), ...wrong, 409: problem('The phone cannot call.') },
    },
  },
  '/api/local/calls/{id}': {
    get: {
      summary: 'One call: its ladder, the rules that applied, and what handlers were told and answered.',
      parameters: [call],
      responses: { 200: gives('Call'), ...missing },
    },
    delete: {
      summary: 'The caller hangs up.',
      parameters: [call],
      responses: { 204: { description: 'Hung up.' }, ...missing, 409: problem('The call is over.') },
    },
  },
  '/api/local/calls/{id}/ladder.svg': {
    get: {
      summary: 'The ladder as a drawing.',
      parameters: [call],
      responses: { 200: file('image/svg+xml', 'The drawing.'), ...missing },
    },
  },
  '/api/local/calls/{id}/ladder.txt': {
    get: {
      summary: 'The ladder as text, for a terminal.',
      parameters: [call],
      responses: { 200: file('text/plain', 'The drawing.'), ...missing },
    },
  },
  '/api/local/calls/{id}/recording.wav': {
    get: {
      summary: 'The recording. In loopback it is silence of the right length.',
      parameters: [call],
      responses: { 200: file('audio/wav', 'The sound.'), ...missing },
    },
  },

  '/api/local/phones': {
    get: { summary: 'Phones that have a behaviour or a call.', responses: { 200: gives('Phones') } },
  },
  '/api/local/phones/{id}': {
    put: {
      summary: 'Sets what a phone does when it rings.',
      parameters: [phone],
      ...takes('Behaviour'),
      responses: { 200: gives('Phone', 'Set.'), ...wrong, ...missing },
    },
    delete: {
      summary: 'Gives a phone its default behaviour.',
      parameters: [phone],
      responses: { 204: { description: 'Reset.' }, ...wrong },
    },
  },
  '/api/local/phones/{id}/lines/{line}': {
    post: {
      summary: 'Acts as the phone: answers, is busy, declines, presses keys, or hangs up.',
      parameters: [phone, line],
      ...takes('PhoneAction'),
      responses: {
        204: { description: 'Done.' },
        ...wrong,
        ...missing,
        409: problem('The line is not in a state for this.'),
      },
    },
  },
  '/api/local/prompts': {
    get: { summary: 'The prompts that a forward can play.', responses: { 200: gives('Prompts') } },
  },
  '/api/local/prompts/{name}.wav': {
    get: {
      summary: 'A prompt, to listen to.',
      parameters: [parameter('path', 'name', 'The name of the prompt.')],
      responses: { 200: file('audio/wav', 'The sound.'), ...missing },
    },
  },

  '/api/local/pools/{pool}/history': {
    get: {
      summary: 'The use of a pool over time, and its latest events.',
      parameters: [pool, parameter('query', 'minutes', 'How far back; the default is 60, at most 10080.')],
      responses: { 200: gives('PoolHistory'), ...wrong, ...missing },
    },
  },

  '/api/local/rating/windows': {
    get: {
      summary: 'The days that have records, each with its published run, the latest first.',
      responses: { 200: gives('RatingWindows') },
    },
  },
  '/api/local/rating/windows/{window}': {
    get: {
      summary: 'The published run of a window.',
      parameters: [window],
      responses: { 200: gives('RatingRun'), ...missing },
    },
  },
  '/api/local/rating/windows/{window}/totals/{by}': {
    get: {
      summary: 'The totals of a run.',
      parameters: [window, parameter('path', 'by', '`day`, `direction` or `number`.')],
      responses: { 200: gives('RatingTotals'), ...missing },
    },
  },
  '/api/local/rating/windows/{window}/rows/{kind}': {
    get: {
      summary: 'Rows of an output file of a run.',
      parameters: [
        window,
        parameter(
          'path',
          'kind',
          '`rated`, `unrated`, `rejected`, `conflicts`, `duplicates`, `leaks` or `delta`.',
        ),
        ...pageParameters,
      ],
      responses: { 200: gives('RatingRows', 'One page.'), ...wrong, ...missing },
    },
  },
  '/api/local/rating/windows/{window}/files/{name}': {
    get: {
      summary: 'Downloads an output file of a run.',
      parameters: [window, parameter('path', 'name', 'A name in `files`.')],
      responses: { 200: file('application/octet-stream', 'The file.'), ...missing },
    },
  },
  '/api/local/rating/back-fills': {
    get: { summary: 'Back-fills, the latest first.', responses: { 200: gives('BackFills') } },
    post: {
      summary: 'Rates each day of a range again. A run replaces the published one.',
      ...takes('StartBackFill'),
      responses: {
        202: gives('BackFill', 'Started.'),
        ...wrong,
        409: problem('Another back-fill is running.'),
      },
    },
  },
  '/api/local/rating/back-fills/{id}': {
    get: {
      summary: 'The progress of a back-fill.',
      parameters: [parameter('path', 'id', 'The id of a back-fill.')],
      responses: { 200: gives('BackFill'), ...missing },
    },
  },

  '/api/local/dialtone': {
    get: {
      summary: 'SIP phones: extensions, registrations, policies, and what of their caps is used.',
      responses: { 200: gives('Dialtone'), ...missing },
    },
  },
  '/api/local/dialtone/explain': {
    post: {
      summary: 'A dry run: may this extension dial this, and why?',
      ...takes('SupposedDial'),
      responses: { 200: gives('DialExplanation'), ...wrong, ...missing },
    },
  },
  '/api/local/dialtone/extensions/{user}/registration': {
    put: {
      summary: 'Registers a SIP phone, or switches it off.',
      parameters: [parameter('path', 'user', 'The user of an extension.')],
      ...takes('SetRegistration'),
      responses: { 204: { description: 'Done.' }, ...wrong, ...missing },
    },
  },
};
