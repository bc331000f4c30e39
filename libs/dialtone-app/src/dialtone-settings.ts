import { readDialtoneFile } from '@dialplane/dialtone';
import { asText, optional, readSettings, required } from '@dialplane/lambda-runtime';
import { parsePublicBaseUrl, parseWebhookKeys } from '@dialplane/twilio-voice';

type Environment = Readonly<Record<string, string | undefined>>;

const inEveryApp = (environment: Environment) => ({
  /** What our URLs begin with at Twilio, such as https://voice.example.com. */
  PUBLIC_BASE_URL: required(parsePublicBaseUrl),
  /** The secret in AWS Secrets Manager that holds the keys of webhooks, by name or ARN. */
  WEBHOOK_SECRET: environment['WEBHOOK_KEYS'] ? optional(asText) : required(asText),
  /** The keys themselves, where there is no Secrets Manager. */
  WEBHOOK_KEYS: optional(parseWebhookKeys),
  /** The file with the configuration of the dialtone. */
  DIALTONE_FILE: required(readDialtoneFile),
});

/** The settings of an app that counts no calls. @throws one error that names every variable that is missing or wrong */
export const dialtoneSettings = (environment: Environment = process.env) =>
  readSettings(inEveryApp(environment), environment);

/** The settings of an app that counts calls. @throws one error that names every variable that is missing or wrong */
export const countingDialtoneSettings = (environment: Environment = process.env) =>
  readSettings(
    {
      ...inEveryApp(environment),
      /** The DynamoDB table that counts calls. */
      CALLS_TABLE: required(asText),
    },
    environment,
  );
