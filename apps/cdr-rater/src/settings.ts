import { readSettings, required, asText } from '@dialplane/lambda-runtime';

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The bucket that Amazon Chime writes records to. */
      RECORDS_BUCKET: required(asText),
      /** The bucket of plans and of what was rated. */
      RESULTS_BUCKET: required(asText),
    },
    environment,
  );
