import { ok } from '@dialplane/basics';
import type { PhoneBehaviour } from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';
import { InvalidArgumentError } from 'commander';
import { type PressedKeys, readKeys, readNumber, readSeconds } from '../arguments';
import { failed, type CommandResult } from '../command-result';
import { playLambda } from '../play-lambda';
import type { AddCommand, Session } from '../session';

type Flags = {
  readonly handler?: string;
  readonly from?: E164;
  readonly to?: E164;
  readonly own: readonly E164[];
  readonly account: string;
  readonly place?: boolean;
  readonly keys: readonly PressedKeys[];
  readonly hangsUpAfter: number;
  readonly header: readonly Pair[];
  readonly argument: readonly Pair[];
  readonly update: readonly Update[];
  readonly phone: readonly (readonly [E164, PhoneBehaviour])[];
};

const [ourNumber, aPhone] = ['+12065550100', '+12065550199'] as [E164, E164];

/** `dialplane sma` */
export const addSma: AddCommand = (parent, perform) => {
  const sma = parent.command('sma').description('SIP media applications: functions that handle calls');
  sma
    .command('run')
    .description('let a Lambda function of your own handle a simulated call, and draw the call; needs no API')
    .argument('<file>', 'the function: .js, .mjs, .cjs, .ts or .py')
    .option('--handler <name>', 'the exported function (default: handler, lambdaHandler or lambda_handler)')
    .option('--from <number>', `the caller (default: ${aPhone}, or with --place ${ourNumber})`, readNumber)
    .option(
      '--to <number>',
      `the number dialled (default: ${ourNumber}, or with --place ${aPhone})`,
      readNumber,
    )
    .option('--place', 'the application places the call, as CreateSipMediaApplicationCall does')
    .option('--argument <name=value>', 'an argument of the placed call; repeatable', eachOf(readPair), [])
    .option('--header <name=value>', 'a SIP header of the call; repeatable', eachOf(readPair), [])
    .option('--keys <keys@second>', 'keys that are pressed, such as 1@5; repeatable', eachOf(readKeys), [])
    .option('--hangs-up-after <seconds>', 'how long the caller, or the phone called, stays', readSeconds, 60)
    .option('--update <name=value@second>', 'an update of the call; repeatable', eachOf(readUpdate), [])
    .option(
      '--phone <number=behaviour>',
      `what another phone does: ${kinds.join(', ')}; repeatable`,
      eachOf(readPhone),
      [],
    )
    .option('--own <number>', 'another number of the account; repeatable', eachOf(readNumber), [])
    .option('--account <id>', 'the id of the account, as in the ARNs that the function uses', '111122223333')
    .action((file: string, flags: Flags) => perform((session) => run(session, file, flags)));
};

const run = async (
  { environment, progress }: Session,
  file: string,
  { handler, place = false, argument, header, phone, update, account, ...flags }: Flags,
): Promise<CommandResult> => {
  const [from = place ? ourNumber : aPhone, to = place ? aPhone : ourNumber] = [flags.from, flags.to];
  try {
    const { events, ladders, problems } = await playLambda({
      ...flags,
      file,
      ...(handler !== undefined && { handlerName: handler }),
      environment,
      accountId: account,
      from,
      to,
      ...(place && { placed: Object.fromEntries(argument) }),
      headers: Object.fromEntries(header),
      phones: Object.fromEntries(phone),
      updates: update,
      log: progress,
    });
    return ok({
      json: { events, problems },
      text: () => ladders.join('\n').trimEnd(),
      ...(problems.length > 0 && { note: problems.join('\n') }),
    });
  } catch (error) {
    return failed('usage', (error as Error).message);
  }
};

type Pair = readonly [name: string, value: string];
type Update = { readonly atSeconds: number; readonly arguments: Record<string, string> };

/** Reads an option that may be repeated. */
const eachOf =
  <Value>(read: (text: string) => Value) =>
  (text: string, before: readonly Value[]): readonly Value[] => [...before, read(text)];

const readPair = (text: string): Pair => {
  const [, name, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('expected a name and a value, such as order=42.');
  return [name, value];
};

const readUpdate = (text: string): Update => {
  const [, pair, second] = /^(.*)@(\d{1,6})$/.exec(text) ?? [];
  if (pair === undefined)
    throw new InvalidArgumentError('expected an argument and a second, such as action=mute@20.');
  const [name, value] = readPair(pair);
  return { atSeconds: Number(second), arguments: { [name]: value } };
};

const kinds = ['answers', 'voicemail', 'busy', 'declines', 'no-answer', 'unreachable'] as const;

const readPhone = (text: string): readonly [E164, PhoneBehaviour] => {
  const [number, value] = readPair(text);
  const kind = kinds.find((known) => known === value);
  if (!kind) throw new InvalidArgumentError(`expected a number and one of ${kinds.join(', ')}.`);
  return [readNumber(number), { kind, afterSeconds: 3 } as PhoneBehaviour];
};
