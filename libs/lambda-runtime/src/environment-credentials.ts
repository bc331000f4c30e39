/**
 * The AWS credentials that Lambda puts into the environment
 * (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).
 *
 * esbuild replaces `@aws-sdk/credential-provider-node` with this file. That package also reads files, the metadata service and
 * single sign-on, which a Lambda does not need and which would slow its cold start. The exported name is that of the package: the
 * DynamoDB client imports only `defaultProvider`.
 *
 * @throws if a variable is missing
 */
export const defaultProvider = () => async () => ({
  accessKeyId: orThrow('AWS_ACCESS_KEY_ID'),
  secretAccessKey: orThrow('AWS_SECRET_ACCESS_KEY'),
  // Lambda always sets it; the keys for DynamoDB Local have none.
  ...(process.env['AWS_SESSION_TOKEN'] && { sessionToken: process.env['AWS_SESSION_TOKEN'] }),
});

const orThrow = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Cannot sign requests to AWS: ${name} is missing from the environment`);
  return value;
};
