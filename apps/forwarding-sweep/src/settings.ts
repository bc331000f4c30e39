import { readSettings, required, asText } from '@dialplane/lambda-runtime';

/** The app's settings, from its environment. @throws one error that names every missing or wrong variable */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The DynamoDB table of forwards. */
      FORWARDS_TABLE: required(asText),
      /** The DynamoDB table of operations. */
      OPERATIONS_TABLE: required(asText),
      /** The DynamoDB table of the audit trail. */
      CHANGES_TABLE: required(asText),
      /** The SIP media application that answers calls to forwarded numbers. */
      SIP_MEDIA_APPLICATION_ID: required(asText),
      /** Its Region. */
      SIP_MEDIA_APPLICATION_REGION: required(asText),
    },
    environment,
  );
