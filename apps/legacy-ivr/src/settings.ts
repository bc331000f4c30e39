import { asText, readSettings, required } from '@dialplane/lambda-runtime';

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The function of dnis-api, by name or ARN. */
      DNIS_API_FUNCTION: required(asText),
      /** The pool that numbers are reserved in, unless the flow names one. */
      POOL: required(asText),
    },
    environment,
  );
