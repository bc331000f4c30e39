import type { dnisTypes, forwardingTypes, localTypes } from '@dialplane/console-api';
import createClient from 'openapi-fetch';
import { renewingFetch } from './renewing-fetch';

/** A request that takes longer than this has failed. */
const patience = 20_000;

/** The session is a cookie, which scripts cannot read. The header proves that our page, not a foreign one, sent the request. */
const options = {
  credentials: 'same-origin',
  headers: { 'X-Dialplane-Console': '1' },
  fetch: renewingFetch((request) => {
    const tooLate = AbortSignal.timeout(patience);
    return fetch(request, {
      signal: typeof request === 'string' ? tooLate : AbortSignal.any([request.signal, tooLate]),
    });
  }),
} as const;

/** Numbers, forwards, operations and dry runs. */
export const forwardingClient = createClient<forwardingTypes.paths>({
  ...options,
  baseUrl: '/api/forwarding',
});

/** DNIS pools. */
export const dnisClient = createClient<dnisTypes.paths>({ ...options, baseUrl: '/api/dnis' });

/** What only loopback has: calls, phones, rating, dialtone, the overview. Also the settings and the session of every server. */
export const localClient = createClient<localTypes.paths>({ ...options, baseUrl: '' });
