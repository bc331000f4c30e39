import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fail, type Issue, ok } from '@dialplane/basics';
import {
  checkForward,
  dynamoForwards,
  type Forward,
  type ForwardStore,
  parseForward,
} from '@dialplane/forwarding';
import { type CommandResult, failed } from '../../command-result';
import { readJsonFile } from '../../json-file';

/** `dialplane dialtone forward`: stores forwards of numbers at Twilio, which need no change at a provider. */
export const storeForwards = async (
  file: string,
  { table }: { readonly table: string },
  // The SDK reads the AWS account, Region and endpoint from the environment.
  store: ForwardStore = dynamoForwards(new DynamoDBClient({}), table),
): Promise<CommandResult> => {
  const input = readJsonFile(file);
  if (!input.ok) return input;

  const read = [input.value].flat().map(parseForward);
  const forwards = read.flatMap((one) => (one.ok ? [one.value] : []));
  const before = await everyForward(store);
  const others = [...before, ...forwards];
  const issues: readonly Issue[] = [
    ...read.flatMap((one, at) => (one.ok ? [] : one.error.map((issue) => below(at, issue)))),
    ...read.flatMap((one, at) =>
      one.ok
        ? [...once(one.value, forwards), ...checkForward(one.value, { others })].map((issue) =>
            below(at, issue),
          )
        : [],
    ),
  ];
  if (issues.length > 0)
    return fail({
      exit: 'refused',
      message: `Cannot store the forwards of ${file}: nothing was stored`,
      issues,
    });

  for (const forward of forwards) {
    const seen = before.find(({ number }) => number === forward.number)?.version ?? 'new';
    if ((await store.put(forward, seen)) === 'conflict')
      return failed(
        'refused',
        `Cannot store the forward of ${forward.number}: another writer was faster. Try again`,
      );
  }
  const numbers = forwards.map(({ number }) => number);
  return ok({
    json: { stored: numbers },
    text: () => `Stored: ${numbers.join(', ')}. Their voice URL at Twilio must end in /voice/forwarding.`,
  });
};

/** The second forward of a number would replace the first, and it would not know its version. */
const once = (forward: Forward, all: readonly Forward[]): readonly Issue[] =>
  all.find(({ number }) => number === forward.number) === forward
    ? []
    : [{ path: 'number', message: `must be in the file once: ${forward.number} has a forward above` }];

const below = (at: number, { path, message }: Issue): Issue => ({ path: `${at}.${path}`, message });

const everyForward = async (store: ForwardStore) => {
  const all: (Forward & { readonly version: number })[] = [];
  let page = await store.list();
  all.push(...page.forwards);
  while (page.next) {
    page = await store.list(page.next);
    all.push(...page.forwards);
  }
  return all;
};
