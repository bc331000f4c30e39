import { optional, readSettings, required, asText } from '@dialplane/lambda-runtime';
import { parseE164 } from '@dialplane/phone-numbers';

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The DynamoDB table of forwards. */
      FORWARDS_TABLE: required(asText),
      /** The bucket of recorded prompts. */
      PROMPTS_BUCKET: required(asText),
      /** The bucket that callers' messages go to. */
      RECORDINGS_BUCKET: required(asText),
      /** Who is rung while the store fails, in E.164. */
      FALLBACK_NUMBER: optional(parseE164),
    },
    environment,
  );
