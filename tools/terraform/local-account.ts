import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  ChimeSDKVoiceClient,
  CreateVoiceConnectorCommand,
  GetPhoneNumberCommand,
  ListPhoneNumbersCommand,
  ListSipMediaApplicationsCommand,
  ListSipRulesCommand,
  ListVoiceConnectorsCommand,
  type PhoneNumber,
} from '@aws-sdk/client-chime-sdk-voice';
import { ConnectClient, ListInstancesCommand, ListPhoneNumbersV2Command } from '@aws-sdk/client-connect';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetJobsCommand, GlueClient } from '@aws-sdk/client-glue';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { credentials, type LocalAws } from '../local-aws/local-aws';
import { functionLogs } from './function-logs';

/** The emulated account that a stack is applied to, as its users see it. */
export type LocalAccount = {
  /** Creates a Voice Connector that belongs to no stack, with a number attached. @returns its id */
  readonly connectNumber: (number: string) => Promise<string>;
  /** The Voice Connector that a number is attached to, or undefined. */
  readonly connectorOf: (number: string) => Promise<string | undefined>;
  /** Invokes a Lambda function and returns its response. @throws with the function's error */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  /** Invokes a Lambda function without waiting for its response. */
  readonly handOver: (functionName: string, event: unknown) => Promise<void>;
  /** Changes some environment variables of a Lambda function. */
  readonly change: (functionName: string, variables: Readonly<Record<string, string>>) => Promise<void>;
  /** Everything that its functions have logged. */
  readonly logs: () => Promise<readonly string[]>;
  /** Names everything in the account: tables, buckets, functions, jobs, APIs, and Chime's resources except released numbers. */
  readonly inventory: () => Promise<readonly string[]>;
};

export const localAccount = ({ ministack, chime, connect }: LocalAws, region: string): LocalAccount => {
  const voice = new ChimeSDKVoiceClient({ endpoint: chime, region, credentials });
  const db = new DynamoDBClient({ endpoint: ministack, region, credentials });
  const lambda = new LambdaClient({ endpoint: ministack, region, credentials });
  const s3 = new S3Client({ endpoint: ministack, region, credentials });
  const glue = new GlueClient({ endpoint: ministack, region, credentials });
  const centre = new ConnectClient({ endpoint: connect, region, credentials });
  return {
    connectNumber: async (number) => {
      const { VoiceConnector } = await voice.send(
        new CreateVoiceConnectorCommand({ Name: 'before', RequireEncryption: true }),
      );
      const VoiceConnectorId = VoiceConnector?.VoiceConnectorId ?? '';
      const { PhoneNumberErrors: [error] = [] } = await voice.send(
        new AssociatePhoneNumbersWithVoiceConnectorCommand({ VoiceConnectorId, E164PhoneNumbers: [number] }),
      );
      if (error) throw new Error(`Cannot connect the number "${number}": ${error.ErrorMessage}`);
      return VoiceConnectorId;
    },

    connectorOf: async (PhoneNumberId) => {
      const { PhoneNumber } = await voice.send(new GetPhoneNumberCommand({ PhoneNumberId }));
      return PhoneNumber?.Associations?.find(({ Name }) => Name === 'VoiceConnectorId')?.Value;
    },

    invoke: async (FunctionName, event) => {
      const { FunctionError, Payload } = await lambda.send(
        new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
      );
      const text = Payload?.transformToString() ?? '';
      if (FunctionError) throw new Error(`Cannot run ${FunctionName}: ${text}`);
      return text ? JSON.parse(text) : undefined;
    },

    handOver: async (FunctionName, event) => {
      const Payload = JSON.stringify(event);
      await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
    },

    change: async (FunctionName, variables) => {
      const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const Variables = { ...Environment?.Variables, ...variables };
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    },

    logs: () => functionLogs(ministack),

    inventory: async () => {
      const [
        tables,
        buckets,
        functions,
        jobs,
        apis,
        applications,
        rules,
        connectors,
        numbers,
        instances,
        claimed,
      ] = await Promise.all([
        db.send(new ListTablesCommand({})),
        s3.send(new ListBucketsCommand({})),
        lambda.send(new ListFunctionsCommand({})),
        glue.send(new GetJobsCommand({})),
        fetch(`${ministack}/v2/apis`).then(async (answer) => JSON.parse(await answer.text())),
        voice.send(new ListSipMediaApplicationsCommand({})),
        voice.send(new ListSipRulesCommand({})),
        voice.send(new ListVoiceConnectorsCommand({})),
        voice.send(new ListPhoneNumbersCommand({})),
        centre.send(new ListInstancesCommand({})),
        centre.send(new ListPhoneNumbersV2Command({})),
      ]);
      return [
        ...named('table', tables.TableNames),
        ...named(
          'bucket',
          buckets.Buckets?.map((it) => it.Name),
        ),
        ...named(
          'function',
          functions.Functions?.map((it) => it.FunctionName),
        ),
        ...named(
          'Glue job',
          jobs.Jobs?.map((it) => it.Name),
        ),
        ...named(
          'API',
          apis.items?.map((it: { name: string }) => it.name),
        ),
        ...named(
          'SIP media application',
          applications.SipMediaApplications?.map((it) => it.Name),
        ),
        ...named(
          'SIP rule',
          rules.SipRules?.map((it) => it.Name),
        ),
        ...named(
          'number',
          numbers.PhoneNumbers?.filter(isKept).map((it) => it.E164PhoneNumber),
        ),
        ...named(
          'Connect instance',
          instances.InstanceSummaryList?.map((it) => it.InstanceAlias),
        ),
        ...named(
          'Connect number',
          claimed.ListPhoneNumbersSummaryList?.map((it) => it.PhoneNumber),
        ),
        ...named(
          'Voice Connector',
          connectors.VoiceConnectors?.map((it) => it.Name),
        ),
      ];
    },
  };
};

// A released number stays in a queue for seven days, so that it can be restored (API reference, "DeletePhoneNumber").
const isKept = ({ Status }: PhoneNumber): boolean => Status !== 'ReleaseInProgress';

const named = (kind: string, names: readonly (string | undefined)[] = []): readonly string[] =>
  names.map((name) => `${kind} ${name}`);
