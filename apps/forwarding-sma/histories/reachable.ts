import type { CallEvent } from '@dialplane/call-control';

/**
 * Every event that a forwarded call can meet at each of its stages. Found by playing, and held by it: a pair that is met
 * and is not here fails the histories, and so does a pair that is here and is never met in 100,000 of them.
 *
 * `placing` and `answered` are for calls that we place, and a forward places none.
 */
const events = {
  // Nothing is remembered before the first answer is taken.
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
  talking: ['response-rejected', 'digits', 'leg-ended', 'steps-done', 'unknown', 'update'],
  'taking-message': [
    'response-rejected',
    'digits',
    'leg-ended',
    'step-interrupted',
    'steps-done',
    'unknown',
    'update',
  ],
  // That the prompt is over is never told: Hangup follows it in the same list.
  thanking: ['response-rejected', 'digits', 'leg-ended', 'step-interrupted', 'unknown', 'update'],
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
