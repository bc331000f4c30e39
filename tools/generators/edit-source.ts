import ts from 'typescript';

/** Names to import, each with its module. */
export type Imports = Readonly<Record<string, string>>;

/** Adds statements at the end of the constructor of the first class in a file. @throws if there is none */
export const addToConstructor = (text: string, statements: string, imports: Imports): string => {
  const constructor = find(parse(text), ts.isConstructorDeclaration);
  if (!constructor?.body) throw new Error('Cannot add to a constructor: the file has no class with one');
  return withImports(insert(text, constructor.body.getEnd() - 1, `\n    ${statements}\n  `), imports);
};

/** Adds a member to the object that a constant is set to. @throws if there is no such constant */
export const addToObject = (text: string, constant: string, member: string, imports: Imports): string => {
  const declared = declarationOf(text, constant);
  const object = declared && find(declared, ts.isObjectLiteralExpression);
  if (!object) throw new Error(`Cannot add to "${constant}": the file declares no object of that name`);
  return withImports(insert(text, lastMember(object.properties, object), `, ${member}`), imports);
};

/** Adds a member to the array that a constant is set to. @throws if there is no such constant */
export const addToList = (text: string, constant: string, member: string, imports: Imports): string => {
  const declared = declarationOf(text, constant);
  const list = declared && find(declared, ts.isArrayLiteralExpression);
  if (!list) throw new Error(`Cannot add to "${constant}": the file declares no list of that name`);
  return withImports(insert(text, lastMember(list.elements, list), `, ${member}`), imports);
};

/** Adds a member to a union type. @throws if there is no such type */
export const addToUnion = (text: string, type: string, member: string, imports: Imports): string => {
  const declared = find(
    parse(text),
    (node): node is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(node) && node.name.text === type,
  );
  if (!declared || !ts.isUnionTypeNode(declared.type))
    throw new Error(`Cannot add to "${type}": the file declares no union of that name`);
  return withImports(insert(text, declared.type.getEnd(), ` | ${member}`), imports);
};

/** Imports names that a file does not import yet. A name that begins with `type ` is imported as a type. */
export const withImports = (text: string, imports: Imports): string =>
  Object.entries(imports).reduce((before, [name, module]) => withImport(before, name, module), text);

const withImport = (text: string, name: string, module: string): string => {
  const source = parse(text);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const same = imports.find(
    (it) =>
      ts.isStringLiteral(it.moduleSpecifier) &&
      it.moduleSpecifier.text === module &&
      it.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword,
  );
  const named = same?.importClause?.namedBindings;
  if (named && ts.isNamedImports(named)) {
    const bare = name.replace(/^type /, '');
    if (named.elements.some((element) => element.name.text === bare)) return text;
    return insert(text, lastMember(named.elements, named), `, ${name}`);
  }
  return insert(text, imports.at(-1)?.getEnd() ?? 0, `\nimport { ${name} } from '${module}';`);
};

/** Where another member goes: after the last one, before a comma that may follow it. */
const lastMember = (members: ts.NodeArray<ts.Node>, around: ts.Node): number =>
  members.at(-1)?.getEnd() ?? around.getEnd() - 1;

const declarationOf = (text: string, constant: string): ts.VariableDeclaration | undefined =>
  find(
    parse(text),
    (node): node is ts.VariableDeclaration =>
      ts.isVariableDeclaration(node) && node.name.getText() === constant,
  );

const parse = (text: string): ts.SourceFile =>
  ts.createSourceFile('edited.ts', text, ts.ScriptTarget.Latest, true);

const find = <T extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is T): T | undefined =>
  is(node) ? node : ts.forEachChild(node, (child) => find(child, is));

const insert = (text: string, at: number, added: string): string =>
  text.slice(0, at) + added + text.slice(at);
