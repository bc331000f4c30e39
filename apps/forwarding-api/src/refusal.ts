import type { Rejection } from '@dialplane/forwarding-control';
import { unreachable } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ProblemDetails } from './problem';
import { operationView } from './views';

/** A wish that was not granted, as HTTP says it. */
export type Problem = {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly details?: ProblemDetails;
};

/** How HTTP says that nothing was done, and why. */
export const problemOf = (number: E164, notDone: Rejection): Problem => {
  const cannot = `Cannot change the forward of "${number}"`;
  switch (notDone.kind) {
    case 'no-such-number':
      return { status: 404, title: `Cannot find the number "${number}": expected one of the account's` };
    case 'no-such-forward':
      return {
        status: 404,
        title: `Cannot find a forward of "${number}": expected a number that is forwarded`,
      };
    case 'breaks-rules':
      return {
        status: 422,
        title: `${cannot}: every rule below must hold`,
        details: { issues: notDone.issues },
      };
    case 'operation-in-progress':
      return {
        status: 409,
        title: `${cannot}: operation ${notDone.operation.id} has to end first`,
        details: { operation: operationView(notDone.operation) },
      };
    case 'not-possible':
      return { status: 409, title: `${cannot}: ${notDone.because}` };
    case 'version-conflict':
      return {
        status: 412,
        title: notDone.forward
          ? `${cannot}: somebody else has changed it, and it is at version ${notDone.forward.version} now`
          : `${cannot}: it is not as you have seen it, so look again`,
      };
    case 'version-required':
      return {
        status: 428,
        title: `${cannot}: expected If-Match with the version that you have seen, which is "${notDone.forward.version}" now`,
      };
    case 'provider-failed':
      return providerFailed(notDone.failure);
    default:
      return unreachable(notDone);
  }
};

/** How HTTP says that a number cannot go to a connector that is not there. */
export const noSuchConnector = (number: E164, connectorId: string): Problem => ({
  status: 422,
  title: `Cannot move "${number}" to the Voice Connector "${connectorId}": expected one of the account's`,
});

/** How HTTP says that the telephone provider could not be asked. */
export const providerFailed = ({ kind, error, message }: ProviderFailure): Problem =>
  kind === 'temporary'
    ? { status: 503, title: `Cannot ask Amazon Chime just now: ${error}, so try again in a few seconds` }
    : { status: 502, title: `Cannot ask Amazon Chime: ${error}: ${message}` };
