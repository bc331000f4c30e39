import { parsePools } from '@dialplane/dnis-pool';
import { asText, readSettings, required } from '@dialplane/lambda-runtime';

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The DynamoDB table of reservations. */
      RESERVATIONS_TABLE: required(asText),
      /** The pools, as `parsePools` reads them. */
      POOLS: required(parsePools),
    },
    environment,
  );
