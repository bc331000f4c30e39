import { fail, ok, type Result } from '@dialplane/basics';
import { asText, readSettings, required } from '@dialplane/lambda-runtime';

const origin = (text: string): Result<string, string> =>
  /^https:\/\/[\w.-]+$|^http:\/\/127\.0\.0\.1:\d+$/.test(text) // the latter is an emulator on this machine
    ? ok(text)
    : fail(`Cannot use "${text}": expected an address such as https://console.example.com, without a slash`);

/** The app's settings, from its environment. @throws one error that names every variable that is missing or wrong */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
  readSettings(
    {
      /** The address of the console. */
      CONSOLE_URL: required(origin),
      /** The address of Cognito's sign-in pages. */
      SIGN_IN_URL: required(origin),
      /** The client of the user pool that the console signs in through. */
      CLIENT_ID: required(asText),
    },
    environment,
  );
