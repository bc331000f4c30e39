import { redact } from '@dialplane/phone-numbers';
import { safeToLog } from './safe-to-log';
import { writeLine, type WriteLine } from './write-line';

/** Writes one log entry. `message` is a constant sentence; values go into `fields`. */
export type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** `error`: a person must act. `warn`: it continued, but not as intended. `info`: what happened. */
export type Logger = { readonly info: Log; readonly warn: Log; readonly error: Log };

/**
 * A log with one JSON object on each line: `level`, `message`, then the fields. Phone numbers are cut to their last two digits,
 * and values under the names of secrets are hidden: see `safeToLog`.
 */
export const jsonLogger = (write: WriteLine = writeLine): Logger => {
  const at =
    (level: keyof Logger): Log =>
    (message, fields = {}) => {
      const always = { level, message: redact(message) };
      // Written twice: first for the reader, and last so that no field can replace them.
      write(JSON.stringify({ ...always, ...safeToLog(fields), ...always }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
};
