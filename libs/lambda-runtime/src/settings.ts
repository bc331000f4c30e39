import { fail, ok, type Result } from '@dialplane/basics';

/** Parses the text of a setting: `asText`, `parseE164`, or your own. The error is a sentence for the person who deploys. */
export type Parse<T> = (text: string) => Result<T, string>;

/** How a setting is read. `undefined` means that the variable is not set or is empty. The error follows the setting's name. */
export type Setting<T> = (text: string | undefined) => Result<T, string>;

/** The values of all settings. */
export type SettingsOf<S> = { readonly [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never };

/** A setting that is used unchanged, such as a table's name. */
export const asText: Parse<string> = ok;

/** A setting that the app needs to start. */
export const required =
  <T>(parse: Parse<T>): Setting<T> =>
  (value) =>
    value === undefined ? fail('is missing') : readBy(parse, value);

/** A setting that may be left out and is then `undefined`. If it is set, it must be valid. */
export const optional =
  <T>(parse: Parse<T>): Setting<T | undefined> =>
  (value) =>
    value === undefined ? ok(undefined) : readBy(parse, value);

const readBy = <T>(parse: Parse<T>, value: string): Result<T, string> => {
  const read = parse(value);
  return read.ok ? read : fail(`is wrong: ${read.error}`);
};

/**
 * Reads an app's settings from the environment when it starts.
 *
 * @throws one error that names every missing or wrong variable
 */
export const readSettings = <S extends Readonly<Record<string, Setting<unknown>>>>(
  settings: S,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOf<S> => {
  const read = Object.entries(settings).map(
    ([name, setting]) => [name, setting(environment[name] || undefined)] as const,
  );
  const wrong = read.flatMap(([name, result]) => (result.ok ? [] : [`${name} ${result.error}`]));
  // AWS sets it: docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  const app = environment['AWS_LAMBDA_FUNCTION_NAME'] ?? 'the app';
  if (wrong.length > 0) throw new Error(`Cannot start ${app}: ${wrong.join('; ')}`);
  return Object.fromEntries(read.map(([name, result]) => [name, result.ok && result.value])) as SettingsOf<S>;
};
