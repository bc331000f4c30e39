import type { CallEvent } from '@dialplane/call-control';

/**
 * Every event that a forwarded call can meet at each of its stages. Found by random histories and checked by them: a pair that
 * occurs and is not listed fails them, and so does a listed pair that never occurs in 100,000 histories.
 *
 * `placing` and `answered` are for calls that we place, and a forward places none.
 */
const events = {
  // Nothing is remembered before the service has accepted the first response.
  new: ['response-rejected', 'arrival', 'digits', 'leg-ended', 'unknown', 'update'],
  ringing: [
    'response-rejected',
    'digits',
    'leg-ended',
    'step-failed',
    'step-interrupted',
    'steps-done',
    'unknown',
    'update',
  ],
  confirming: ['response-rejected', 'digits', 'leg-ended', 'step-failed', 'steps-done', 'unknown', 'update'],
  talking: ['response-rejected', 'digits', 'leg-ended', 'step-failed', 'steps-done', 'unknown', 'update'],
  'taking-message': [
    'response-rejected',
    'digits',
    'leg-ended',
    'step-failed',
    'step-interrupted',
    'steps-done',
    'unknown',
    'update',
  ],
  // The end of the prompt is never reported: Hangup follows it in the same list.
  thanking: [
    'response-rejected',
    'digits',
    'leg-ended',
    'step-failed',
    'step-interrupted',
    'unknown',
    'update',
  ],
  apologising: [
    'response-rejected',
    'digits',
    'leg-ended',
    'step-failed',
    'step-interrupted',
    'steps-done',
    'unknown',
    'update',
  ],
  ending: ['response-rejected', 'digits', 'leg-ended', 'step-failed', 'steps-done', 'unknown', 'update'],
} as const satisfies Readonly<Record<string, readonly CallEvent['kind'][]>>;

/** The same as `stage × event`. */
export const reachable: readonly string[] = Object.entries(events).flatMap(([stage, kinds]) =>
  kinds.map((kind) => `${stage} × ${kind}`),
);
