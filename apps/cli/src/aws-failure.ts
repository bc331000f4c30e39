import type { Failure } from './command-result';

/** What an error of the AWS SDK means for a command. Undefined if the error is not one of the SDK's. */
export const awsFailure = (error: unknown): Failure | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { name, message, $fault, $metadata } = error as Error & {
    readonly $fault?: 'client' | 'server';
    readonly $metadata?: unknown;
  };
  if (message === 'Region is missing')
    return {
      exit: 'usage',
      message: 'Cannot use AWS: no Region is set. Set AWS_REGION, such as us-east-1, or AWS_PROFILE',
    };
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return {
      exit: 'not-allowed',
      message: 'Cannot use AWS: no credentials were found. Run "aws configure", or set AWS_PROFILE',
    };
  if ($metadata === undefined) return undefined;
  if (/AccessDenied|UnrecognizedClient|ExpiredToken|InvalidSignature/.test(name))
    return { exit: 'not-allowed', message: `Cannot do this in AWS: ${name}: ${message}` };
  return {
    exit: $fault === 'client' ? 'refused' : 'unreachable',
    message: `Cannot do this in AWS: ${name}: ${message}`,
  };
};
