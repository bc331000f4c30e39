import * as sdk from '@aws-sdk/client-chime-sdk-voice';
import type { OperationName } from './chime-operation-types';
import { shapeOf, type Structure } from './shape';

/** One operation of the service's API, as the SDK's own table has it. */
export type Operation = {
  readonly name: OperationName;
  readonly method: string;
  /** The path's parts; `{VoiceConnectorId}` is a place for a member of the input. */
  readonly path: readonly string[];
  /** What the query must say, such as `operation=associate-phone-numbers`. Empty if nothing. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The HTTP status of a good answer. */
  readonly status: number;
  readonly input: Structure;
};

type Table = readonly [
  kind: 9,
  namespace: string,
  name: OperationName,
  traits: { readonly http: readonly [method: string, uri: string, status: number] },
  input: unknown,
  output: unknown,
];

const isTable = (exported: unknown): exported is Table => Array.isArray(exported) && exported[0] === 9;

const operation = ([, , name, { http }, input]: Table): Operation => {
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
  };
};

/** Every operation of the service, read from the tables that the SDK ships. */
export const operations: readonly Operation[] = Object.values<unknown>(sdk).filter(isTable).map(operation);
