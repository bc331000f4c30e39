import { fail, ok, type Result } from '@dialplane/basics';

/** Reads the text of a setting: `text`, `parseE164`, or your own. The error is a sentence for whoever deploys. */
export type Parse<T> = (text: string) => Result<T, string>;

/** How one setting is read. `undefined` stands for a variable that is not set, or empty. The error follows its name. */
export type Setting<T> = (text: string | undefined) => Result<T, string>;

/** What comes out when each setting is read. */
export type SettingsOf<S> = { readonly [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never };

/** A setting that is taken as it stands, such as a table's name. */
export const asText: Parse<string> = ok;

/** A setting that the app cannot start without. */
export const required =
  <T>(parse: Parse<T>): Setting<T> =>
  (value) =>
    value === undefined ? fail('is missing') : readBy(parse, value);

/** A setting that may be left out, and is `undefined` then. Where it is set it must be right. */
export const optional =
  <T>(parse: Parse<T>): Setting<T | undefined> =>
  (value) =>
    value === undefined ? ok(undefined) : readBy(parse, value);

const readBy = <T>(parse: Parse<T>, value: string): Result<T, string> => {
  const read = parse(value);
  return read.ok ? read : fail(`is wrong: ${read.error}`);
};

/**
 * Reads an app's settings from the environment, once, when it starts. Throws one error that names every variable that is
 * missing or wrong.
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
