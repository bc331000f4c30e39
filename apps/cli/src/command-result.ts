import { fail, type Issue, type Result } from '@dialplane/basics';
import type { Exit } from './exit-code';

/** Why a command did not do what it was asked. */
export type Failure = {
  readonly exit: Exclude<Exit, 'done'>;
  /** `Cannot …: …` */
  readonly message: string;
  readonly issues?: readonly Issue[];
  /** The HTTP status, where the API answered. */
  readonly status?: number;
};

/** What a command shows when it did. */
export type Shown = {
  /** The one document of `--json`. */
  readonly json: unknown;
  /** The same for people, given the columns of their terminal; without a limit where it is none. */
  readonly text: (columns: number) => string;
  /** What is worth knowing beside it, on stderr. */
  readonly note?: string;
};

/** What a command came to. */
export type CommandResult = Result<Shown, Failure>;

/** A failure, as the result of whatever failed. */
export const failed = (exit: Failure['exit'], message: string) => fail({ exit, message } satisfies Failure);
