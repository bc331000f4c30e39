import { ok, type Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { InvalidArgumentError } from 'commander';
import { readName, readNumber } from '../../arguments';
import { path } from '../../client';
import type { Failure } from '../../command-result';
import { readJsonFile } from '../../json-file';
import type { AddCommand } from '../../session';
import type { ApiReservation } from './api';
import { showReservation } from './show-reservation';

type Flags = {
  readonly caller?: E164;
  readonly set?: Readonly<Record<string, string>>;
  readonly context?: string;
};

/** `dialplane dnis checkout` */
export const addCheckout: AddCommand = (parent, perform) => {
  parent
    .command('checkout')
    .description('reserve a number for one transfer, with the context of its caller')
    .argument('<pool>', 'the name of the pool', readName)
    .option('--caller <number>', 'the number of the caller: only a call from it gets the context', readNumber)
    .option('--set <name=value>', 'one entry of the context; repeatable', readEntry)
    .option('--context <file>', 'the context, as a JSON object in a file')
    .action((pool: string, flags: Flags) =>
      perform(async ({ api }) => {
        const context = readContext(flags);
        if (!context.ok) return context;
        const answer = await api.ask<ApiReservation>('POST', path('pools', pool, 'reservations'), {
          body: { context: context.value, ...(flags.caller && { caller: flags.caller }) },
        });
        return answer.ok ? ok(showReservation(answer.value.body)) : answer;
      }),
    );
};

const readContext = ({ context, set }: Flags): Result<object, Failure> => {
  if (context === undefined) return ok(set ?? {});
  const file = readJsonFile(context);
  return file.ok ? ok({ ...(file.value as object), ...set }) : file;
};

const readEntry = (
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected a form such as fname=Ada.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
};
