import type { Command } from 'commander';
import type { Client } from './client';
import type { CommandResult } from './command-result';
import type { ShowsProgress } from './show-progress';

/** What a command works with. */
export type Session = {
  readonly api: Client;
  /** Variables that only some commands read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Says how it is going, on stderr. */
  readonly progress: (text: string) => void;
  /** Begins to show on stderr how far long work is. Whoever begins it ends it, before other text. */
  readonly showProgress: () => ShowsProgress;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
};

/** Does a command's work, shows what came of it, and keeps its exit code. */
export type Perform = (work: (session: Session) => Promise<CommandResult>) => Promise<void>;

/** Adds a command to the one above it. */
export type AddCommand = (parent: Command, perform: Perform) => void;
