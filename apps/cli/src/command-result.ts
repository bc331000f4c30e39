import { fail, type Issue, type Result } from '@dialplane/basics';
import type { Exit } from './exit-code';

/** Why a command failed. */
export type Failure = {
  readonly exit: Exclude<Exit, 'done'>;
  /** `Cannot …: …` */
  readonly message: string;
  readonly issues?: readonly Issue[];
  /** The HTTP status, if the API answered. */
  readonly status?: number;
};

/** What a successful command shows. */
export type Shown = {
  /** The document of `--json`. */
  readonly json: unknown;
  /** The same as text, for a terminal of this width; `Infinity` if the output is not a terminal. */
  readonly text: (columns: number) => string;
  /** Additional information, for stderr. */
  readonly note?: string;
};

/** The result of a command. */
export type CommandResult = Result<Shown, Failure>;

/** A failure as a result. */
export const failed = (exit: Failure['exit'], message: string) => fail({ exit, message } satisfies Failure);
