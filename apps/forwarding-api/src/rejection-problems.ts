import type { RequestRejection } from '@dialplane/forwarding-control';
import { unreachable } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { Problem } from '@dialplane/http-api';
import { operationView } from './views';

/** The HTTP problem for a rejected request. */
export const problemOf = (number: E164, rejection: RequestRejection): Problem => {
  const cannot = `Cannot change the forward of "${number}"`;
  switch (rejection.kind) {
    case 'no-such-number':
      return { status: 404, title: `Cannot find the number "${number}": expected a number of the account` };
    case 'no-such-forward':
      return {
        status: 404,
        title: `Cannot find a forward of "${number}": expected a number that is forwarded`,
      };
    case 'breaks-rules':
      return {
        status: 422,
        title: `${cannot}: every rule below must hold`,
        details: { issues: rejection.issues },
      };
    case 'operation-in-progress':
      return {
        status: 409,
        title: `${cannot}: operation ${rejection.operation.id} has to end first`,
        details: { operation: operationView(rejection.operation) },
      };
    case 'not-possible':
      return { status: 409, title: `${cannot}: ${rejection.because}` };
    case 'version-conflict':
      return {
        status: 412,
        title: rejection.forward
          ? `${cannot}: it was changed and has version ${rejection.forward.version} now`
          : `${cannot}: it does not have the expected version any more, so read it again`,
      };
    case 'version-required':
      return {
        status: 428,
        title: `${cannot}: expected If-Match with the version that you have read; the current one is "${rejection.forward.version}"`,
      };
    case 'provider-failed':
      return providerFailed(rejection.failure);
    default:
      return unreachable(rejection);
  }
};

/** The problem of a request that sends a number to a connector that does not exist. */
export const noSuchConnector = (number: E164, connectorId: string): Problem => ({
  status: 422,
  title: `Cannot move "${number}" to the Voice Connector "${connectorId}": expected a connector of the account`,
});

/** The problem of a request that Amazon Chime failed. */
export const providerFailed = ({ kind, error, message }: ProviderFailure): Problem =>
  kind === 'temporary'
    ? {
        status: 503,
        title: `Cannot get an answer from Amazon Chime: ${error}. Try again in a few seconds`,
      }
    : { status: 502, title: `Cannot do this at Amazon Chime: ${error}: ${message}` };
