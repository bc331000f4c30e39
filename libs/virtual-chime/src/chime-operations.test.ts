import * as sdk from '@aws-sdk/client-chime-sdk-voice';
import { version } from '@aws-sdk/client-chime-sdk-voice/package.json';
import type { OperationName } from './chime-operation-types';
import { chimeOperations } from './chime-operations';
import { findRoute } from '@dialplane/virtual-aws';
import type { Shape, Structure } from '@dialplane/virtual-aws';

/** An input that has every member, so that the SDK has something to write in each place. */
const sample = (shape: Shape): unknown => {
  switch (shape.kind) {
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'list':
      return [sample(shape.of)];
    case 'map':
      return { key: sample(shape.of) };
    case 'structure':
      return sampleOf(shape);
    default:
      return 'a/b+c d%';
  }
};

const sampleOf = ({ members }: Structure) =>
  Object.fromEntries(members.map(({ name, shape }) => [name, sample(shape)]));

/** What the SDK's own serialiser makes of an input. */
const requestOf = async (name: OperationName, input: object): Promise<{ method: string; url: string }> => {
  const caught: { method: string; url: string }[] = [];
  const client = new sdk.ChimeSDKVoiceClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({
        method,
        path,
        query,
      }: {
        method: string;
        path: string;
        query: Record<string, string>;
      }) => {
        caught.push({ method, url: `https://chime.test${path}?${new URLSearchParams(query)}` });
        throw new Error('seen');
      },
    },
  });
  const Command = sdk[`${name}Command`] as unknown as new (input: object) => sdk.GetSipRuleCommand;
  await expect(client.send(new Command(input))).rejects.toThrow('seen');
  const [request] = caught;
  if (!request) throw new Error(`The SDK sent nothing for ${name}`);
  return request;
};

describe(`requests of the SDK [real: @aws-sdk/client-chime-sdk-voice ${version}]`, () => {
  it('has tables for the 96 operations that its version has', () => {
    expect(chimeOperations).toHaveLength(96);
  });

  it.each(chimeOperations.map((operation) => [operation.name, operation] as const))(
    '%s comes to its own operation, with its path read back',
    async (name, { input }) => {
      const values = sampleOf(input);
      const inPath = input.members.filter(({ place }) => place.in === 'path');

      const request = await requestOf(name, values);

      // The tables may come in any order.
      for (const table of [chimeOperations, [...chimeOperations].reverse()]) {
        const route = findRoute(table, request);
        expect(route?.operation.name).toBe(name);
        expect(route?.labels).toEqual(Object.fromEntries(inPath.map((it) => [it.name, values[it.name]])));
      }
    },
  );
});

it.each`
  method      | path                                      | because
  ${'GET'}    | ${'/'}                                    | ${'nothing is there'}
  ${'PATCH'}  | ${'/sip-rules/r-1'}                       | ${'the method is not used'}
  ${'GET'}    | ${'/sip-rules/'}                          | ${'the id is empty'}
  ${'GET'}    | ${'/sip-rules/r-1/targets'}               | ${'the path goes on'}
  ${'POST'}   | ${'/phone-numbers?operation=batch-smile'} | ${'no operation has that name'}
  ${'DELETE'} | ${'/%E0%A4%A'}                            | ${'the path is not URI-encoded'}
`('knows no operation for $method $path: $because', ({ method, path }) => {
  expect(findRoute(chimeOperations, { method, url: `https://chime.test${path}` })).toBeUndefined();
});
