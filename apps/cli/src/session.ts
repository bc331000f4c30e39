import type { Command } from 'commander';
import type { Client } from './client';
import type { CommandResult } from './command-result';
import type { ShowsProgress } from './show-progress';

/** What a command can use. */
export type Session = {
  readonly api: Client;
  /** Variables that only some commands read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reports progress on stderr. */
  readonly progress: (text: string) => void;
  /** Starts to show the progress of long work on stderr. Call `end` before writing other text. */
  readonly showProgress: () => ShowsProgress;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
};

/** Does a command's work, shows its result, and sets the exit status. */
export type Perform = (work: (session: Session) => Promise<CommandResult>) => Promise<void>;

/** Adds a command to its parent. */
export type AddCommand = (parent: Command, perform: Perform) => void;
