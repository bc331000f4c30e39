import { ChimeSDKVoiceServiceException, NotFoundException } from '@aws-sdk/client-chime-sdk-voice';
import { fail, ok, type Result } from '@dialplane/basics';
import type { ProviderFailure } from './number-provider';

/** Errors that a retry does not change (API reference, "Common errors", and the errors of each operation). */
const permanent = new Set([
  'AccessDeniedException',
  'BadRequestException',
  'ForbiddenException',
  'GoneException',
  'ResourceLimitExceededException',
  'UnauthorizedClientException',
  'UnprocessableEntityException',
]);

/**
 * Sends requests to Chime and returns its errors as values. A lost connection is a temporary failure: it is not known
 * whether the request was carried out.
 *
 * @throws what is neither an error of the service nor of the connection
 */
export const askChime = async <T>(request: () => Promise<T>): Promise<Result<T, ProviderFailure>> => {
  try {
    return ok(await request());
  } catch (error) {
    if (error instanceof ChimeSDKVoiceServiceException)
      return fail({
        kind: permanent.has(error.name) ? 'permanent' : 'temporary',
        error: error.name,
        message: error.message,
      });
    if (isLostConnection(error))
      return fail({ kind: 'temporary', error: 'NoAnswer', message: error.message });
    throw error;
  }
};

// Node's error codes, and the name that the SDK's HTTP handler gives a timeout.
const isLostConnection = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || ('code' in error && /^E[A-Z]+$/.test(String(error.code))));

/** The response to a request; undefined if the service answers that the thing does not exist. */
export const undefinedIfNotFound = async <T>(request: Promise<T>): Promise<T | undefined> => {
  try {
    return await request;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
};
