import { systemClock } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { handle } from 'hono/aws-lambda';
import { consoleSession } from './console-session';
import { settings } from './settings';

const { CONSOLE_URL, SIGN_IN_URL, CLIENT_ID } = settings();

/** The Lambda's handler: requests of an HTTP API, payload 2.0. */
export const handler = handle(
  consoleSession({
    consoleUrl: CONSOLE_URL,
    signInUrl: SIGN_IN_URL,
    clientId: CLIENT_ID,
    now: systemClock,
    log: jsonLogger(),
  }),
);
