import { ok } from '@dialplane/basics';
import { type E164, parseE164 } from '@dialplane/phone-numbers';
import { InvalidArgumentError, Option } from 'commander';
import { path } from '../../client';
import type { CommandResult } from '../../command-result';
import { type Listing, type PageFlags, showList, withPageFlags } from '../../paging';
import type { AddCommand, Session } from '../../session';
import { formatTable } from '../../table';
import { readName } from '../../arguments';
import type { ApiPoolNumber } from './api';

type Flags = PageFlags & {
  readonly add?: readonly E164[];
  readonly retire?: readonly E164[];
  readonly mode?: string;
};

/** `dialplane dnis numbers` */
export const addDnisNumbers: AddCommand = (parent, perform) => {
  withPageFlags(parent.command('numbers'))
    .description('the numbers of a pool and what each is doing; adds and retires numbers')
    .argument('<pool>', 'the name of the pool', readName)
    .option('--add <numbers>', 'add these numbers, separated by commas', readNumbers)
    .option('--retire <numbers>', 'stop lending these numbers', readNumbers)
    .addOption(
      new Option('--mode <mode>', "how added numbers are shared (default: the pool's mode)").choices([
        'exclusive',
        'composite',
      ]),
    )
    .action((pool: string, flags: Flags) =>
      perform((session) =>
        flags.add || flags.retire
          ? change(session, pool, flags)
          : showList(session.api, numbersOf(pool), flags),
      ),
    );
};

const numbersOf = (pool: string): Listing<ApiPoolNumber> => ({
  path: path('pools', pool, 'numbers'),
  key: 'numbers',
  none: 'The pool has no numbers.',
  columns: [
    ['number', ({ number }) => number],
    ['mode', ({ mode }) => mode],
    ['state', ({ state, retired }) => (retired ? `${state}, retired` : state)],
    ['in use', ({ inUse }) => String(inUse)],
    ['free at', ({ freeAt = '-' }) => freeAt],
  ],
});

const change = async (
  { api }: Session,
  pool: string,
  { add = [], retire = [], mode }: Flags,
): Promise<CommandResult> => {
  const changed: { readonly number: string; readonly outcome: string }[] = [];
  for (const [number, method] of [
    ...add.map((it) => [it, 'PUT'] as const),
    ...retire.map((it) => [it, 'DELETE'] as const),
  ]) {
    const answer = await api.ask<{ readonly outcome: string }>(
      method,
      path('pools', pool, 'numbers', number),
      method === 'PUT' ? { body: mode ? { mode } : {} } : {},
    );
    if (!answer.ok) return answer;
    changed.push({ number, outcome: answer.value.body.outcome });
  }
  return ok({
    json: { numbers: changed },
    text: (columns) =>
      formatTable(
        ['number', 'outcome'],
        changed.map(({ number, outcome }) => [number, outcome]),
        columns,
      ),
  });
};

const readNumbers = (text: string): readonly E164[] =>
  text.split(',').map((part) => {
    const number = parseE164(part.trim());
    if (!number.ok)
      throw new InvalidArgumentError('expected E.164 numbers, such as +12025550142,+12025550143.');
    return number.value;
  });
