import { readSettings, required, asText } from '@dialplane/lambda-runtime';

/** What the app is told by its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The DynamoDB table of the numbers that we provide. */
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
