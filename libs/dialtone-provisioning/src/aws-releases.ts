import {
  GetAliasCommand,
  GetFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { type ReleasedVersion, ReleaseError, type Releases, servingAlias } from './releases';

/** Functions in AWS Lambda. The client's own configuration says which account and Region. */
export const awsReleases = (client: LambdaClient): Releases => {
  const lambda: Pick<LambdaClient, 'send'> = client;
  return {
    read: (name) =>
      because(`read the function ${name}`, async () => {
        const alias = await lambda.send(new GetAliasCommand({ FunctionName: name, Name: servingAlias }));
        const versions: ReleasedVersion[] = [];
        for (let Marker: string | undefined, more = true; more; more = Marker !== undefined) {
          const page = await lambda.send(
            new ListVersionsByFunctionCommand({ FunctionName: name, ...(Marker && { Marker }) }),
          );
          Marker = page.NextMarker || undefined;
          for (const { Version = '', CodeSha256 = '', Role = '' } of page.Versions ?? [])
            versions.push({ version: Version, codeSha256: CodeSha256, role: Role });
        }
        return {
          name,
          versions,
          serving: {
            version: alias.FunctionVersion ?? '',
            ...historyIn(alias.Description ?? ''),
            shares: alias.RoutingConfig?.AdditionalVersionWeights ?? {},
          },
        };
      }),
    copy: (from, to) =>
      because(`copy ${from.name}:${from.version} to ${to}`, async () => {
        const { Code } = await lambda.send(
          new GetFunctionCommand({ FunctionName: from.name, Qualifier: from.version }),
        );
        const code = await fetch(Code?.Location ?? '');
        if (!code.ok) throw new Error(`the code cannot be downloaded: HTTP ${code.status}`);
        const { CodeSha256 } = await lambda.send(
          new UpdateFunctionCodeCommand({
            FunctionName: to,
            ZipFile: new Uint8Array(await code.arrayBuffer()),
          }),
        );
        await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 120 }, { FunctionName: to });
        const published = await lambda.send(
          new PublishVersionCommand({
            FunctionName: to,
            ...(CodeSha256 && { CodeSha256 }),
            Description: `promoted from ${from.name}:${from.version}`,
          }),
        );
        const version = published.Version ?? '';
        await waitUntilPublishedVersionActive(
          { client, maxWaitTime: 120 },
          { FunctionName: to, Qualifier: version },
        );
        return { version, codeSha256: published.CodeSha256 ?? '', role: published.Role ?? '' };
      }),
    serve: (name, version, before, refused = []) =>
      because(`let ${name} serve version ${version}`, async () => {
        await lambda.send(
          new UpdateAliasCommand({
            FunctionName: name,
            Name: servingAlias,
            FunctionVersion: version,
            Description: historyText(before, refused),
            RoutingConfig: { AdditionalVersionWeights: {} }, // Lambda keeps the shares if this is missing
          }),
        );
      }),
    share: (name, version, share) =>
      because(`send a share of the requests of ${name} to version ${version}`, async () => {
        await lambda.send(
          new UpdateAliasCommand({
            FunctionName: name,
            Name: servingAlias,
            RoutingConfig: { AdditionalVersionWeights: { [version]: share } },
          }),
        );
      }),
    ask: (name, version, event) =>
      because(`ask ${name}:${version}`, async () => {
        const { FunctionError, Payload } = await lambda.send(
          new InvokeCommand({ FunctionName: name, Qualifier: version, Payload: JSON.stringify(event) }),
        );
        const text = Payload?.transformToString() ?? '';
        if (FunctionError) return { status: 500, body: FunctionError };
        const { statusCode = 0, body = '' } = JSON.parse(text) as { statusCode?: number; body?: string };
        return { status: statusCode, body };
      }),
  };
};

/** An alias has no other place to remember something. A description has at most 256 characters. */
const historyText = (before: readonly string[], refused: readonly string[]): string =>
  [
    ...(before.length > 0 ? [`before: ${before.slice(0, mostVersions).join(', ')}`] : []),
    ...(refused.length > 0 ? [`refused: ${refused.slice(0, mostVersions).join(', ')}`] : []),
  ].join('; ');

const mostVersions = 15;

const historyIn = (description: string) => {
  const listed = (word: string): readonly string[] =>
    new RegExp(`\\b${word}: (\\d+(?:, \\d+)*)`).exec(description)?.[1]?.split(', ') ?? [];
  const refused = listed('refused');
  return { before: listed('before'), ...(refused.length > 0 && { refused }) };
};

const because = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw new ReleaseError(`Cannot ${what}: ${(error as Error).message}`);
  }
};
