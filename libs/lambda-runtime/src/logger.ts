import { redact } from '@dialplane/phone-numbers';
import { safeToLog } from './safe-to-log';
import { writeLine, type WriteLine } from './write-line';

/** Says one thing in the log. `message` is a constant sentence; what differs from call to call goes into `fields`. */
export type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** `error`: somebody must look. `warn`: it went on, but not as wanted. `info`: what happened. */
export type Logger = { readonly info: Log; readonly warn: Log; readonly error: Log };

/**
 * A log of one JSON object a line: `level`, `message`, then the fields. Phone numbers are cut to their last two digits,
 * and what is under a secret's name is left out: `safeToLog` says how.
 */
export const jsonLogger = (write: WriteLine = writeLine): Logger => {
  const at =
    (level: keyof Logger): Log =>
    (message, fields = {}) => {
      const always = { level, message: redact(message) };
      // Named twice: in front for the reader, and behind so that no field can take their place.
      write(JSON.stringify({ ...always, ...safeToLog(fields), ...always }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
};
