import { shapeOf, type Shape, type Structure } from './shape';

/** One operation of a service's API, as the SDK's own table has it. */
export type ServiceOperation<Name extends string = string> = {
  readonly name: Name;
  readonly method: string;
  /** The path's parts; `{VoiceConnectorId}` is a place for a member of the input. */
  readonly path: readonly string[];
  /** What the query must say, such as `operation=associate-phone-numbers`. Empty if nothing. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The HTTP status of a good answer. */
  readonly status: number;
  readonly input: Structure;
  readonly output: Shape;
};

type Table<Name> = readonly [
  kind: 9,
  namespace: string,
  name: Name,
  traits: { readonly http: readonly [method: string, uri: string, status: number] },
  input: unknown,
  output: unknown,
];

/**
 * Every operation of a service, read from the tables that the exports of its SDK package contain.
 *
 * @param sdk everything that the package exports: `import * as sdk from '@aws-sdk/client-connect'`
 */
export const operationsIn = <Name extends string>(sdk: object): readonly ServiceOperation<Name>[] =>
  Object.values<unknown>({ ...sdk })
    .filter((exported): exported is Table<Name> => Array.isArray(exported) && exported[0] === 9)
    .map(operation);

const operation = <Name extends string>([
  ,
  ,
  name,
  { http },
  input,
  output,
]: Table<Name>): ServiceOperation<Name> => {
  const [method, uri, status] = http;
  const [path = '', query] = uri.split('?');
  const shape = shapeOf(input);
  if (shape.kind !== 'structure') throw new Error(`Cannot read the input of ${name}: expected a structure`);
  return {
    name,
    method,
    path: path.split('/'),
    query: [...new URLSearchParams(query)],
    status,
    input: shape,
    output: shapeOf(output),
  };
};
