import { formatFiles, generateFiles, names, type Tree } from '@nx/devkit';
import { join } from 'node:path';

/** What the schema asks for. */
export type StoreOptions = { readonly name: string; readonly lib: string };

/**
 * Writes a store with optimistic locking into a library: the port, its contract, and an adapter each for memory and
 * DynamoDB that pass it.
 *
 * @throws if the library does not exist, or has a store of that name
 */
const store = async (tree: Tree, { name, lib }: StoreOptions): Promise<void> => {
  const folder = `libs/${lib}`;
  if (!tree.exists(`${folder}/project.json`))
    throw new Error(
      `Cannot add a store to "${lib}": expected a library, a folder of libs/ with a project.json`,
    );
  if (tree.exists(`${folder}/src/${name}-store.ts`))
    throw new Error(`Cannot add the store "${name}": ${folder}/src/${name}-store.ts exists`);
  const { className: pascal, propertyName: camel } = names(name);

  generateFiles(tree, join(__dirname, 'files'), folder, {
    name,
    pascal,
    camel,
    words: name.replaceAll('-', ' '),
  });
  const exported = (file: string, line: string): void =>
    tree.write(file, `${(tree.read(file, 'utf8') ?? '').trimEnd()}\n${line}\n`);
  exported(`${folder}/testing/index.ts`, `export { ${camel}StoreContract } from './${name}-store.contract';`);
  exported(
    `${folder}/src/index.ts`,
    `export type { ${pascal}, Stored${pascal}, ${pascal}Store } from './${name}-store';
export { memory${pascal} } from './memory-${name}';
export { dynamo${pascal} } from './dynamo-${name}';`,
  );
  await formatFiles(tree);
};

export default store;
