import { fail, ok, type Result } from '@dialplane/basics';
import { optional, readSettings, asText } from '@dialplane/lambda-runtime';

/** A TCP port; 0 for any free port. */
const port = (value: string): Result<number, string> =>
  /^\d{1,5}$/.test(value) && Number(value) <= 65_535
    ? ok(Number(value))
    : fail(`Cannot listen on port "${value}": expected a whole number from 0 to 65535`);

/** Origins of web pages, separated by commas. */
const origins = (value: string): Result<readonly string[], string> => {
  const all = value.split(',').map((origin) => origin.trim());
  const wrong = all.find((origin) => !/^https?:\/\/[\w.-]+(?::\d+)?$/.test(origin));
  return wrong === undefined
    ? ok(all)
    : fail(
        `Cannot allow the origin "${wrong}": expected origins such as http://localhost:3000, with commas between them`,
      );
};

const yesOrNo = (value: string): Result<boolean, string> =>
  value === 'yes' || value === 'no'
    ? ok(value === 'yes')
    : fail(`Cannot read "${value}": expected yes or no`);

/** Flags of `npm start --`, and the variable that each one sets. */
const flags: Readonly<Record<string, readonly [name: string, value: string]>> = {
  '--ephemeral': ['LOOPBACK_EPHEMERAL', 'yes'],
  '--no-demo-data': ['LOOPBACK_DEMO_DATA', 'no'],
};

/** The variables that flags set. @throws for an unknown flag */
export const flagSettings = (given: readonly string[]): Readonly<Record<string, string>> => {
  const unknown = given.find((flag) => !flags[flag]);
  if (unknown !== undefined)
    throw new Error(`Cannot use the flag "${unknown}": expected ${Object.keys(flags).join(' or ')}`);
  return Object.fromEntries(given.flatMap((flag) => (flags[flag] ? [flags[flag]] : [])));
};

/** The settings from the environment. @throws one error that names every wrong variable */
export const settings = (environment: Readonly<Record<string, string | undefined>> = process.env) => {
  const {
    LOOPBACK_PORT = 4100,
    LOOPBACK_FOLDER = '.loopback',
    LOOPBACK_ORIGINS = [],
    LOOPBACK_EPHEMERAL = false,
    LOOPBACK_DEMO_DATA = true,
  } = readSettings(
    {
      /** The port on the loopback interface. @default 4100 */
      LOOPBACK_PORT: optional(port),
      /** The folder for data and records. @default .loopback */
      LOOPBACK_FOLDER: optional(asText),
      /** The origins of web pages that may use it from a browser. @default none */
      LOOPBACK_ORIGINS: optional(origins),
      /** Whether all data is lost when loopback stops. @default no */
      LOOPBACK_EPHEMERAL: optional(yesOrNo),
      /** Whether a new folder gets demo data: forwards, past calls, rated records, reservations. @default yes */
      LOOPBACK_DEMO_DATA: optional(yesOrNo),
    },
    environment,
  );
  return {
    port: LOOPBACK_PORT,
    folder: LOOPBACK_FOLDER,
    origins: LOOPBACK_ORIGINS,
    isEphemeral: LOOPBACK_EPHEMERAL,
    hasDemoData: LOOPBACK_DEMO_DATA,
  };
};
