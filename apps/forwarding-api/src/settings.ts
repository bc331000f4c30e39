import { optional, readSettings, required, asText } from '@dialplane/lambda-runtime';

/** What the app is told by its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The DynamoDB table of forwards. */
      FORWARDS_TABLE: required(asText),
      /** The DynamoDB table of operations. */
      OPERATIONS_TABLE: required(asText),
      /** The DynamoDB table of the audit trail. */
      CHANGES_TABLE: required(asText),
      /** The SIP media application that answers for forwarded numbers. */
      SIP_MEDIA_APPLICATION_ID: required(asText),
      /** The Region that it is in. */
      SIP_MEDIA_APPLICATION_REGION: required(asText),
      /** The Voice Connector for numbers of which nobody knows where they came from. */
      HOME_CONNECTOR_ID: optional(asText),
    },
    environment,
  );
