import { runDialplane } from '../src/run';

/** Runs `dialplane` in this process, in virtual time. @returns its exit status and output */
export const dialplane = async (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  terminal: { readonly isTTY?: boolean; readonly columns?: number } = {},
) => {
  let out = '';
  let error = '';
  let now = 0;
  const exit = await runDialplane(words, {
    version: '1.2.3',
    environment,
    stdout: { write: (text) => (out += text), ...terminal },
    stderr: { write: (text) => (error += text), ...terminal },
    now: () => now,
    sleep: async (milliseconds) => void (now += milliseconds),
  });
  return { exit, out, error, seconds: now / 1_000 };
};
