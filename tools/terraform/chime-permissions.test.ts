import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chimeActions, type ActionsByResource } from '@dialplane/constructs';

const workspace = join(__dirname, '../..');

/** The adapters through which deployed apps use Chime. */
const adapters = ['libs/number-routing/src', 'apps/chime-provisioner/src'].flatMap((folder) =>
  readdirSync(join(workspace, folder))
    .filter((file) => /^chime-.*(?<!\.test)\.ts$/.test(file))
    .map((file) => join(folder, file)),
);

/** `new GetPhoneNumberCommand(…)` and `paginateListSipRules(…)`: the IAM action has the operation's name. */
const operationsIn = (file: string): readonly string[] =>
  [...readFileSync(join(workspace, file), 'utf8').matchAll(/new (\w+)Command\(|paginate(\w+)\(/g)].map(
    ([, command, pages]) => `chime:${command ?? pages}`,
  );

const used = [...new Set(adapters.flatMap(operationsIn))];
const listed = Object.values<ActionsByResource>(chimeActions).flatMap((by) => Object.values(by).flat());

it.each(used)('%s can be allowed to an app', (action) => {
  expect(listed).toContain(action);
});

it('allows nothing that no app uses', () => {
  expect([...listed].sort()).toEqual([...used].sort());
});
