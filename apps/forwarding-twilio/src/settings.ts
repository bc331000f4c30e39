import { asText, optional, readSettings, required } from '@dialplane/lambda-runtime';
import { parseE164 } from '@dialplane/phone-numbers';
import { parsePublicBaseUrl, parseWebhookKeys } from '@dialplane/twilio-voice';

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** What our URLs begin with at Twilio, such as https://voice.example.com. */
      PUBLIC_BASE_URL: required(parsePublicBaseUrl),
      /** The secret in AWS Secrets Manager that holds the keys of webhooks, by name or ARN. */
      WEBHOOK_SECRET: environment['WEBHOOK_KEYS'] ? optional(asText) : required(asText),
      /** The keys themselves, where there is no Secrets Manager. */
      WEBHOOK_KEYS: optional(parseWebhookKeys),
      /** The DynamoDB table of forwards. */
      FORWARDS_TABLE: required(asText),
      /** Where recorded prompts are: a public URL, to which Twilio adds `/unavailable.wav`. Without it they are spoken. */
      PROMPTS_URL: optional(parsePublicBaseUrl),
      /** Who is rung while the store fails, in E.164. */
      FALLBACK_NUMBER: optional(parseE164),
    },
    environment,
  );
