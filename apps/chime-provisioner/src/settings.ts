import { readSettings, required, asText } from '@dialplane/lambda-runtime';

/** The app's settings, from its environment. @throws one error that names every missing or wrong variable */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The DynamoDB table of provided numbers. */
      PROVISIONED_TABLE: required(asText),
      /** The DynamoDB table of forwards. */
      FORWARDS_TABLE: required(asText),
      /** The DynamoDB table of the operations that move numbers. */
      OPERATIONS_TABLE: required(asText),
      /** The DynamoDB table of the audit trail. */
      CHANGES_TABLE: required(asText),
    },
    environment,
  );
