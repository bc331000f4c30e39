import {
  type FunctionConfiguration,
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
import { createHash } from 'node:crypto';
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
          versions.push(...(page.Versions ?? []).map(releasedVersion));
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
        return releasedVersion(published);
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

const releasedVersion = (version: FunctionConfiguration): ReleasedVersion => ({
  version: version.Version ?? '',
  codeSha256: version.CodeSha256 ?? '',
  role: version.Role ?? '',
  settings: settingsOf(version),
});

/**
 * What a deployment can change beside the code, as a hash: environment variables are not for a log. Lambda publishes no second
 * version if neither code nor settings have changed.
 */
const settingsOf = (version: FunctionConfiguration): string => {
  const { Architectures, Environment, EphemeralStorage, FileSystemConfigs, Handler, KMSKeyArn, Layers } =
    version;
  const { LoggingConfig, MemorySize, Role, Runtime, SnapStart, Timeout, TracingConfig, VpcConfig } = version;
  const compared = [
    Architectures,
    Object.entries(Environment?.Variables ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    EphemeralStorage?.Size,
    FileSystemConfigs?.map(({ Arn, LocalMountPath }) => [Arn, LocalMountPath]),
    Handler,
    KMSKeyArn,
    Layers?.map(({ Arn }) => Arn),
    [LoggingConfig?.LogGroup, LoggingConfig?.LogFormat, LoggingConfig?.ApplicationLogLevel],
    MemorySize,
    Role,
    Runtime,
    SnapStart?.ApplyOn,
    Timeout,
    TracingConfig?.Mode,
    [VpcConfig?.SubnetIds, VpcConfig?.SecurityGroupIds],
  ];
  return createHash('sha256').update(JSON.stringify(compared)).digest('hex');
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
