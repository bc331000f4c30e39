/**
 * The AWS credentials that Lambda puts into the environment
 * (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).
 *
 * esbuild puts this file in the place of `@aws-sdk/credential-provider-node`, which also looks in files, on the machine's
 * metadata service and at single sign-on. A Lambda needs none of it, and each would weigh on its cold start. The name and
 * the shape are that package's: the DynamoDB client imports `defaultProvider` and nothing else.
 *
 * Throws when a variable is missing.
 */
export const defaultProvider = () => async () => ({
  accessKeyId: orThrow('AWS_ACCESS_KEY_ID'),
  secretAccessKey: orThrow('AWS_SECRET_ACCESS_KEY'),
  // Lambda always sets it; a key made by hand, as for DynamoDB Local, comes without.
  ...(process.env['AWS_SESSION_TOKEN'] && { sessionToken: process.env['AWS_SESSION_TOKEN'] }),
});

const orThrow = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Cannot sign requests to AWS: ${name} is missing from the environment`);
  return value;
};
