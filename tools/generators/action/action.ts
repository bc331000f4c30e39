import { formatFiles, generateFiles, names, type Tree } from '@nx/devkit';
import { join } from 'node:path';
import { addToList, addToObject, addToUnion } from '../edit-source';

/** What the schema asks for. */
export type ActionOptions = { readonly name: string; readonly page?: string };

const lib = 'libs/telephony-actions';

/**
 * Writes an action on one leg, as most are, into `libs/telephony-actions`: type, builder, rules and tests. In the phone
 * network it succeeds at once, until its behaviour is simulated.
 *
 * @throws if the action exists
 */
const action = async (tree: Tree, { name, page }: ActionOptions): Promise<void> => {
  const { fileName: file, propertyName: camel } = names(name);
  if (tree.exists(`${lib}/src/actions/${file}.ts`))
    throw new Error(`Cannot add the action "${name}": ${lib}/src/actions/${file}.ts exists`);
  const edit = (path: string, change: (text: string) => string): void =>
    tree.write(path, change(tree.read(path, 'utf8') ?? ''));

  generateFiles(tree, join(__dirname, 'files'), `${lib}/src/actions`, {
    name,
    camel,
    file,
    page: page ?? file,
  });
  edit(`${lib}/src/actions/index.ts`, (text) => `${text.trimEnd()}\nexport * from './${file}';\n`);
  edit(`${lib}/src/sma-action.ts`, (text) =>
    addToObject(addToUnion(text, 'SmaAction', name, {}), 'actionRules', `${name}: ${camel}Rules`, {
      [`type ${name}`]: `./actions/${file}`,
      [`${camel}Rules`]: `./actions/${file}`,
    }),
  );
  edit(`${lib}/testing/limit-samples.ts`, (text) =>
    addToObject(text, 'rightParameters', `${name}: { CallId: 'c-a' }`, {}),
  );
  edit(`${lib}/src/actions/actions.test.ts`, (text) =>
    addToList(text, 'built', `{ build: () => ${camel}({ callId: 'c-a' }), parameters: { CallId: 'c-a' } }`, {
      [camel]: '.',
    }),
  );
  edit('libs/phone-network/src/sma-actions.ts', (text) =>
    addToObject(text, 'runs', `${name}: succeedAtOnce`, { succeedAtOnce: './actions/at-once' }),
  );
  await formatFiles(tree);
};

export default action;
