/* eslint-disable @typescript-eslint/no-require-imports */
import type { AddCommand } from './session';

/** Every command, in the order of `--help`. Its code is loaded when it is needed: all of it takes a second to load. */
const commands: Readonly<Record<string, () => AddCommand>> = {
  numbers: () => require('./commands/numbers').addNumbers,
  forward: () => require('./commands/forward/forward').addForward,
  call: () => require('./commands/call').addCall,
  phone: () => require('./commands/phone').addPhone,
  connectors: () => require('./commands/connectors').addConnectors,
  applications: () => require('./commands/applications').addApplications,
  prompts: () => require('./commands/prompts').addPrompts,
  operation: () => require('./commands/operation').addOperation,
  rate: () => require('./commands/rate').addRate,
  sma: () => require('./commands/sma').addSma,
  dialtone: () => require('./commands/dialtone/dialtone').addDialtone,
  dnis: () => require('./commands/dnis/dnis').addDnis,
  doctor: () => require('./commands/doctor').addDoctor,
};

/** The command that some words name, or all commands where help or a suggestion may need them. */
export const commandsOf = (words: readonly string[]): readonly AddCommand[] => {
  const name = words.find((word, i) => !word.startsWith('-') && words[i - 1] !== '--url') ?? '';
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return (named ? [named] : Object.values(commands)).map((load) => load());
};
