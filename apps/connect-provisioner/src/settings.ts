import { asText, readSettings, required } from '@dialplane/lambda-runtime';

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The DynamoDB table of reservations, which also has the numbers of each pool. */
      RESERVATIONS_TABLE: required(asText),
    },
    environment,
  );
