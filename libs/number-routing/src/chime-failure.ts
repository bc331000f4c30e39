import { ChimeSDKVoiceServiceException, NotFoundException } from '@aws-sdk/client-chime-sdk-voice';
import { fail, ok, type Result } from '@dialplane/basics';
import type { ProviderFailure } from './number-provider';

/** Refusals that stay so however often one asks (API reference, "Common errors" and the errors of each operation). */
const final = new Set([
  'AccessDeniedException',
  'BadRequestException',
  'ForbiddenException',
  'GoneException',
  'ResourceLimitExceededException',
  'UnauthorizedClientException',
  'UnprocessableEntityException',
]);

/**
 * Does something at Chime, and makes a value of what goes wrong there. A connection that broke is a setback too: it is
 * open whether the service heard us. Whatever did not come from the service or the way to it is thrown on.
 */
export const askChime = async <T>(work: () => Promise<T>): Promise<Result<T, ProviderFailure>> => {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof ChimeSDKVoiceServiceException)
      return fail({
        kind: final.has(error.name) ? 'permanent' : 'temporary',
        error: error.name,
        message: error.message,
      });
    if (isLostConnection(error))
      return fail({ kind: 'temporary', error: 'NoAnswer', message: error.message });
    throw error;
  }
};

// Node's own codes, and what the SDK's HTTP handler says of its time limits.
const isLostConnection = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || ('code' in error && /^E[A-Z]+$/.test(String(error.code))));

/** What a request answers; undefined where the service says that there is no such thing. */
export const undefinedIfNotFound = async <T>(request: Promise<T>): Promise<T | undefined> => {
  try {
    return await request;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
};
